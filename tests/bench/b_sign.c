/*
 * b_sign.c - how the bare verification of signatures scales over threads on
 * this machine, now: what no verifier can beat.
 *
 * b_sign [N THREADS]: seconds for N messages; without arguments the ratio of
 * one thread to two.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sodium.h>

#define TEXT 400 /* about the length of a statement */
#define ROUNDS 5
#define THREADS_MAX 16

struct part {
	pthread_t thread;
	unsigned long n;
	int bad;
};

static uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
static uint8_t text[TEXT], sig[crypto_sign_BYTES];

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void *
run(void *arg)
{
	struct part *p = arg;
	unsigned long i;

	for (i = 0; i < p->n; i++)
		p->bad |= crypto_sign_verify_detached(sig, text, sizeof(text),
		    public_key);
	return NULL;
}

static double
seconds(unsigned long n, unsigned long threads)
{
	struct part part[THREADS_MAX] = {{.n = 0}};
	double t = now();
	unsigned long i;

	for (i = 0; i < threads; i++) {
		part[i].n = n / threads;
		if (pthread_create(&part[i].thread, NULL, run, &part[i]) != 0)
			exit(2);
	}
	for (i = 0; i < threads; i++) {
		(void)pthread_join(part[i].thread, NULL);
		if (part[i].bad != 0)
			exit(2);
	}
	return now() - t;
}

static int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int
main(int argc, char **argv)
{
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	double ratio[ROUNDS];
	unsigned long n, threads;
	int i;

	if (sodium_init() < 0 || crypto_sign_keypair(public_key, secret) != 0 ||
	    crypto_sign_detached(sig, NULL, text, sizeof(text), secret) != 0)
		return 2;
	if (argc == 3) {
		n = strtoul(argv[1], NULL, 10);
		threads = strtoul(argv[2], NULL, 10);
		if (threads < 1 || threads > THREADS_MAX)
			return 2;
		(void)printf("%.4f\n", seconds(n, threads));
		return 0;
	}
	for (i = 0; i < ROUNDS; i++)
		ratio[i] = seconds(4000, 1) / seconds(4000, 2);
	qsort(ratio, ROUNDS, sizeof(ratio[0]), by_value);
	(void)printf("bare signatures: two threads are %.2f times one\n",
	    ratio[ROUNDS / 2]);
	return 0;
}

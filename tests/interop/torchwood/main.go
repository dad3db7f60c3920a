// torchwood reads a public directory with the client library that witnesses
// and monitors of other logs use: the directory's own policy, the checkpoint
// under it, and each publication's proof.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/tlog"
)

// leaf cuts an entry from its bundle in a tree of that size.
func leaf(dir string, index, size int64) ([]byte, error) {
	if index >= size {
		return nil, errors.New("index beyond the checkpoint")
	}
	t := tlog.Tile{H: torchwood.TileHeight, L: -1, N: index / torchwood.TileWidth}
	t.W = int(min(size-t.N*torchwood.TileWidth, torchwood.TileWidth))
	b, err := os.ReadFile(filepath.Join(dir, torchwood.TilePath(t)))
	if err != nil {
		return nil, err
	}
	var entry []byte
	for i := index % torchwood.TileWidth; i >= 0; i-- {
		if entry, b, err = torchwood.ReadTileEntry(b); err != nil {
			return nil, err
		}
	}
	return entry, nil
}

func checkProof(dir, path string, size int64, policy torchwood.Policy) error {
	proof, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(string(proof), "\nindex ")
	s, _, _ := strings.Cut(rest, "\n")
	index, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		return err
	}
	entry, err := leaf(dir, int64(index), size)
	if err != nil {
		return err
	}
	hash := tlog.RecordHash(entry)
	if err := torchwood.VerifyProof(policy, hash, proof); err != nil {
		return err
	}
	hash[0] ^= 1
	if torchwood.VerifyProof(policy, hash, proof) == nil {
		return errors.New("another leaf was proven too")
	}
	fmt.Printf("%s: VerifyProof accepts entry %d\n", filepath.Base(path), index)
	return nil
}

func check(dir string) error {
	anchor, err := os.ReadFile(filepath.Join(dir, "anchor"))
	if err != nil {
		return err
	}
	line := strings.Split(string(anchor), "\n")
	if len(line) != 4 {
		return errors.New("anchor: not three lines")
	}
	text, err := os.ReadFile(filepath.Join(dir, "policy"))
	if err != nil {
		return err
	}
	policy, err := torchwood.ParsePolicy(text)
	if err != nil {
		return fmt.Errorf("policy: %w", err)
	}
	msg, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return err
	}
	c, _, err := torchwood.VerifyCheckpoint(msg, policy)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	fmt.Printf("checkpoint of %d passes the directory's policy\n", c.N)

	// A proof is written with its checkpoint, before witnesses answer.
	alone, err := torchwood.ParsePolicy([]byte("log " + line[2] + "\nquorum none\n"))
	if err != nil {
		return err
	}
	proofs, err := filepath.Glob(filepath.Join(dir, "proofs", "*.tlog-proof"))
	if err != nil {
		return err
	}
	if len(proofs) == 0 {
		return errors.New("no proof")
	}
	for _, path := range proofs {
		if err := checkProof(dir, path, c.N, alone); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
	}
	return nil
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: torchwood PUBLIC-DIRECTORY")
		os.Exit(2)
	}
	if err := check(os.Args[1]); err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}

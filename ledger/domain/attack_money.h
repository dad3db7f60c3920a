/*
 * attack_money.h - reading a printed cell of money back; not for others.
 */
#ifndef DOMAIN_ATTACK_MONEY_H
#define DOMAIN_ATTACK_MONEY_H

#include "money_cells.h"

/* The members of a printed cell; unknown words are left out. */
void attack_cell_members(struct money_cell *c, const json_t *cell, bool kinds);

#endif

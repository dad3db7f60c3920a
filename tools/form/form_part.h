/*
 * form_part.h - what the files about forms share.
 */
#ifndef FORM_FORM_PART_H
#define FORM_FORM_PART_H

#include "convert.h"
#include "form.h"

/* Keep a fault until all are known.  column is a key of the schema, or "". */
struct form_fault *fault_add(struct form *f, size_t row, const char *column,
    const char *vi, const char *en);
/* Of the ledger: rule may be "". */
void fault_refuse(struct form *f, size_t row, const char *column,
    const char *rule, const char *vi, const char *en);
/* A text that is no value; a column that no row has is told once. */
void fault_misfit(struct form *f, size_t row, const struct misfit *m,
    enum err e);
/* What is wrong with the table comes first, then row by row. */
void faults_sort(struct form *f);

/* Does the sheet belong to this ledger and this kind?  Else it is told. */
void whose_table(struct form *f);
/* Is the row of the unit that signs, and of the sheet that it stands in?
 * Fields that are not there are not looked at. */
bool whose_row(struct form *f, size_t row, const json_t *payload);
/* A row of a sheet of ours that nobody filled in. */
bool whose_blank(const struct form *f, size_t row);

#endif

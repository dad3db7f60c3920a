/*
 * catalog.h - what machines are told of all publications: the list of the API,
 * and the description of one period's files (Frictionless Data Package).
 *
 * Pure but for the heap, as render.h.
 */
#ifndef RENDER_CATALOG_H
#define RENDER_CATALOG_H

#include "history.h"

/* {"items":[{period, version, published, ...}]}, in order of entry. */
MUST_CHECK enum err render_catalog(struct html *h,
    const struct history_item *item, size_t n);

/* What is neither withdrawn nor replaced, as a series of datasets (DCAT 3, JSON-LD); site as in
 * struct render_input. */
MUST_CHECK enum err render_dcat(struct html *h, const struct history_item *item,
    size_t n, const char *site, bool trial);

/* datapackage.json beside the table, the workbook and the JSON of a period,
 * whose bytes these are. */
MUST_CHECK enum err render_datapackage(struct html *h,
    const json_t *publication, struct span csv, struct span book,
    struct span json);

#endif

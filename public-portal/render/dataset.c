/*
 * dataset.c - what search engines and catalogues of open data are told: one
 * publication as a Dataset of schema.org, all of them as a series of DCAT 3.
 */
#include "catalog.h"
#include "page.h"
#include "schema.h"
#include "vi.h"

#include <string.h>

#define ABOUT                                                                                        \
	"Số tổng hợp về việc đỡ đầu trẻ em theo từng quý, không nêu tên em " \
	"nào. Ai cũng tự kiểm tra được với sổ đỡ đầu."

/* The files of a period below /du-lieu/. */
static const struct {
	const char *name, *type, *title;
} files[] = {
    {"so-lieu.csv", "text/csv", "Bảng số liệu"},
    {"so-lieu.xlsx", TYPE_XLSX, "Bảng tính"},
    {"so-lieu.json", "application/json", "Bản gốc ghi trong sổ"},
};
#define FILES (sizeof(files) / sizeof(files[0]))

/* An address of ours as a JSON string, whole if it is known what the world
 * calls us.  None of its parts needs an escape. */
static void
address(struct html *h, const char *site, const char *period, const char *name)
{
	h_lit(h, "\"");
	h_plain(h, site == NULL ? "" : site);
	h_lit(h, "/du-lieu/");
	h_plain(h, period);
	h_lit(h, "/");
	h_plain(h, name);
	h_lit(h, "\"");
}

static void
page_address(struct html *h, const char *site, const char *period,
    int64_t version)
{
	h_lit(h, "\"");
	h_plain(h, site == NULL ? "" : site);
	h_lit(h, "/cong-bo/");
	h_plain(h, period);
	h_lit(h, "/v");
	h_int(h, version);
	h_lit(h, "/\"");
}

/* ---- schema.org ---- */

static void
downloads(struct html *h, const char *site, const char *period)
{
	size_t i;

	h_lit(h, "\"distribution\": [");
	for (i = 0; i < FILES; i++) {
		if (i > 0)
			h_lit(h, ", ");
		h_lit(h, "{\"@type\": \"DataDownload\", \"name\": ");
		h_json(h, files[i].title);
		h_lit(h, ", \"encodingFormat\": ");
		h_json(h, files[i].type);
		h_lit(h, ", \"contentUrl\": ");
		address(h, site, period, files[i].name);
		h_lit(h, "}");
	}
	h_lit(h, "]");
}

/* A block of data in a page: no script, and no policy takes it for one. */
void
page_dataset(struct html *h, const struct render_input *in)
{
	const json_t *p = in->publication;

	h_lit(h,
	    "<script type=\"application/ld+json\">\n"
	    "{\"@context\": \"https://schema.org\", \"@type\": "
	    "\"Dataset\",\n\"name\": \"Đỡ đầu trẻ em, ");
	vi_quarter(h, j_str(p, "period"));
	h_lit(h, "\",\n\"description\": \"");
	if (j_bool(p, "trial"))
		h_lit(h, "DỮ LIỆU MẪU / SAMPLE DATA. ");
	h_lit(h, ABOUT "\",\n\"url\": ");
	page_address(h, in->site, j_str(p, "period"), j_int(p, "version"));
	h_lit(h,
	    ",\n\"inLanguage\": \"vi\", \"isAccessibleForFree\": true,\n"
	    "\"creator\": {\"@type\": \"GovernmentOrganization\", \"name\": ");
	h_json(h, j_str(page_part(p, "contact"), "office"));
	h_lit(h, "},\n\"spatialCoverage\": ");
	h_json(h, j_str(p, "commune"));
	h_lit(h, ",\n\"temporalCoverage\": \"");
	h_plain(h, j_str(page_part(page_part(p, "money"), "since"), "from"));
	h_lit(h, "/");
	h_plain(h, j_str(p, "as_of"));
	h_lit(h, "\",\n\"datePublished\": ");
	h_json(h, j_str(p, "published"));
	/* The files of a period are those of its newest version. */
	if (!in->replaced) {
		h_lit(h, ",\n");
		downloads(h, in->site, j_str(p, "period"));
	}
	h_lit(h, "}\n</script>\n");
}

/* ---- DCAT ---- */

static void
distributions(struct html *h, const char *site, const char *period)
{
	size_t i;

	h_lit(h, "\"dcat:distribution\": [");
	for (i = 0; i < FILES; i++) {
		if (i > 0)
			h_lit(h, ",\n");
		h_lit(h, "{\"@type\": \"dcat:Distribution\", \"dct:title\": ");
		h_json(h, files[i].title);
		h_lit(h,
		    ", \"dcat:mediaType\": {\"@id\": \"https://www.iana.org/"
		    "assignments/media-types/");
		h_plain(h, files[i].type);
		h_lit(h, "\"}, \"dcat:downloadURL\": {\"@id\": ");
		address(h, site, period, files[i].name);
		h_lit(h, "}}");
	}
	h_lit(h, "]");
}

static void
dataset(struct html *h, const struct history_item *it, const char *site)
{
	const json_t *p = it->publication;

	h_lit(h, "{\"@id\": ");
	page_address(h, site, it->period, it->version);
	h_lit(h,
	    ", \"@type\": \"dcat:Dataset\",\n\"dct:title\": \"Đỡ đầu trẻ em, ");
	vi_quarter(h, it->period);
	h_lit(h, "\", \"dct:description\": \"" ABOUT "\",\n\"dct:issued\": ");
	h_json(h, j_str(p, "published"));
	h_lit(h, ", \"dcat:version\": \"");
	h_int(h, it->version);
	h_lit(h,
	    "\", \"dct:temporal\": {\"@type\": \"dct:PeriodOfTime\", "
	    "\"dcat:endDate\": ");
	h_json(h, j_str(p, "as_of"));
	h_lit(h, "},\n\"dcat:inSeries\": {\"@id\": \"");
	h_plain(h, site == NULL ? "" : site);
	h_lit(h, "/cong-bo/\"},\n");
	distributions(h, site, it->period);
	h_lit(h, "}");
}

/* Who publishes, where, in what words, how often. */
static void
series(struct html *h, const json_t *p, const char *site, bool trial)
{
	h_lit(h, "{\"@id\": \"");
	h_plain(h, site == NULL ? "" : site);
	h_lit(h,
	    "/cong-bo/\", \"@type\": \"dcat:DatasetSeries\",\n"
	    "\"dct:title\": \"Đỡ đầu trẻ em: số liệu công bố\",\n"
	    "\"dct:description\": \"");
	if (trial)
		h_lit(h, "DỮ LIỆU MẪU / SAMPLE DATA. ");
	h_lit(h, ABOUT "\",\n");
	if (p != NULL) {
		h_lit(h,
		    "\"dct:publisher\": {\"@type\": \"foaf:Organization\", "
		    "\"foaf:name\": ");
		h_json(h, j_str(page_part(p, "contact"), "office"));
		h_lit(h,
		    "},\n\"dct:spatial\": {\"@type\": \"dct:Location\", "
		    "\"rdfs:label\": ");
		h_json(h, j_str(p, "commune"));
		h_lit(h, "},\n\"dct:modified\": ");
		h_json(h, j_str(p, "published"));
		h_lit(h, ",\n");
	}
	h_lit(h,
	    "\"dct:language\": \"vi\", \"dct:accrualPeriodicity\": {\"@id\": "
	    "\"http://publications.europa.eu/resource/authority/frequency/"
	    "QUARTERLY\"}}");
}

enum err
render_dcat(struct html *h, const struct history_item *item, size_t n,
    const char *site, bool trial)
{
	const json_t *latest = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (item[i].publication != NULL)
			latest = item[i].publication;
	h_lit(h,
	    "{\"@context\": {\"dcat\": \"http://www.w3.org/ns/dcat#\", "
	    "\"dct\": \"http://purl.org/dc/terms/\",\n"
	    "\"foaf\": \"http://xmlns.com/foaf/0.1/\", "
	    "\"rdfs\": \"http://www.w3.org/2000/01/rdf-schema#\"},\n"
	    "\"@type\": \"dcat:Catalog\", \"dct:title\": \"Sổ đỡ đầu trẻ em\", "
	    "\"dct:description\": \"" ABOUT "\",\n\"dcat:dataset\": [\n");
	series(h, latest, site, trial);
	for (i = 0; i < n; i++) {
		if (item[i].publication == NULL ||
		    history_is_replaced(item, n, i))
			continue;
		h_lit(h, ",\n");
		dataset(h, &item[i], site);
	}
	h_lit(h, "]}\n");
	return html_done(h);
}

# Minh Bach - plain GNU make.  All output goes to $(B); nothing lands by the source.
#
#   make            programs                               (build/bin)
#   make check      unit, vector, command and boundary tests
#   make web        the check page, bundled                (build/web)
#   make check-slow kills at every write, and what else takes its time
#   make sanitize   unit tests under ASan and UBSan        (build/asan)
#   make sanitize-cmd    the commands' tests likewise
#   make fuzz       every decoder, FUZZ_SECS seconds each  (build/fuzz, clang)
#   make bench      ratios against the bare primitives, within one run
#   make soak-portal     slow clients for SECS seconds, 600 unless told
#   make bench-scale     a ledger of 10^3 to 10^5 entries (build/bench/scale.md)
#   make lint       clang-format, clang-tidy, cppcheck, mandoc
#   make repro      build twice, compare bytes
#   make install    DESTDIR= PREFIX=
# Knobs: B=dir  CC=clang  WERROR=1  V=1 (show commands)

B          ?= build
PREFIX     ?= /usr/local
PKG_CONFIG ?= pkg-config
CFLAGS     ?= -O2 -g
FUZZ_SECS  ?= 60

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
       -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
       -Wcast-qual -Wcast-align -Wwrite-strings -Wpointer-arith -Wundef \
       -Wvla -Wformat=2 -Wswitch-enum -Wimplicit-fallthrough
HARD = -fstack-protector-strong -fPIE -ffile-prefix-map=$(CURDIR)=.
STD  = -std=c11 -D_POSIX_C_SOURCE=200809L
ALL_CFLAGS  = $(STD) $(WARN) $(HARD) $(if $(WERROR),-Werror) $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now,-z,noexecstack $(LDFLAGS)
Q = $(if $(V),,@printf '  %-5s %s\n' $(1) $(@:$(B)/%=%);)

# ---- libraries and programs ----
# A library is a directory, a program is a directory, and each links what its
# line names.  These lines are the trust boundary; check-boundary proves them.

dir_core    = ledger/core
dir_clear   = ledger/clear
dir_domain  = ledger/domain
dir_fetch   = ledger/fetch
dir_keyfile = ledger/keyfile
dir_confine = ledger/confine
dir_open    = ledger/open
dir_vault   = ledger/vault
dir_sign    = ledger/sign
dir_store   = ledger/store
dir_writer  = ledger/writer
dir_publish = ledger/publish
dir_backup  = ledger/backup
dir_audit   = verify/audit
dir_render  = public-portal/render
dir_lists   = ledger/lists
dir_net     = public-portal/net
dir_sheet   = tools/sheet
dir_paper   = tools/paper
dir_form    = tools/form
dir_door    = tools/desk/door
LIBRARIES = core clear domain lists confine fetch keyfile open vault sign store writer backup render net publish audit sheet paper form door

# What a library may include and needs to link, itself first.
use_core    = core
use_clear   = clear core
use_domain  = domain clear core
use_lists   = lists domain clear core
use_keyfile = keyfile core
use_confine = confine core
use_fetch   = fetch core
use_open    = open keyfile core
use_vault   = vault open keyfile core
use_sign    = sign keyfile core
use_store   = store core
use_writer  = writer store vault open sign keyfile domain clear core
use_backup  = backup writer store vault open sign keyfile domain clear core
use_render  = render clear core
use_net     = net core
use_door    = door clear core
use_audit   = audit domain open keyfile clear core
use_sheet   = sheet lists domain clear core
use_paper   = paper lists domain clear core
use_form    = form sheet lists writer store vault open sign keyfile domain clear core
use_publish = publish render writer store vault open sign keyfile domain clear core

pkg_core    = libsodium nettle
pkg_clear   = jansson
pkg_door    = libsodium
pkg_domain  = jansson libutf8proc
pkg_keyfile = libsodium libutf8proc
pkg_confine = libseccomp
pkg_fetch   = libcurl
pkg_open    = libsodium
pkg_vault   = libsodium
pkg_sign    = libsodium
pkg_store   = lmdb
pkg_writer  = libutf8proc
pkg_render  = jansson zlib
pkg_publish = jansson
pkg_audit   = jansson
pkg_sheet   = libcsv xlsxwriter libutf8proc
pkg_paper   = cairo pangocairo libqrencode libzip libxml-2.0

PROGRAMS = minhbach minhbach-desk minhbach-seal minhbach-verify minhbach-portal
src_minhbach        = tools/minhbach
src_minhbach-desk   = tools/desk
src_minhbach-seal   = tools/seal
src_minhbach-verify = verify
src_minhbach-portal = public-portal
use_minhbach        = form sheet paper lists backup fetch $(use_publish)
use_minhbach-desk   = door net $(use_form)
use_minhbach-seal   = sign keyfile core
use_minhbach-verify = confine fetch $(use_audit)
use_minhbach-portal = render net clear confine core
pkg_minhbach-desk   = libmicrohttpd
pkg_minhbach-portal = libmicrohttpd zlib libqrencode cairo-ft freetype2
BIN = $(PROGRAMS:%=$(B)/bin/%)

objs = $(patsubst %.c,$(B)/obj/%.o,$(sort $(wildcard $(1)/*.c)))
# Only paper and portal need headers from outside the compiler's own path.
sys_paper := $(patsubst -I%,-isystem %,$(filter -I%,$(shell $(PKG_CONFIG) --cflags pangocairo libxml-2.0)))
sys_minhbach-portal := $(patsubst -I%,-isystem %,$(filter -I%,$(shell $(PKG_CONFIG) --cflags cairo-ft)))
incs = $(foreach l,$(1),-I$(dir_$(l)) $(sys_$(l)))
arch = $(foreach l,$(1),$(B)/lib/$(l).a)
# libcsv ships no pkg-config file.
libs = $(if $(filter libcsv,$(1)),-lcsv) \
       $(if $(filter-out libcsv,$(1)),$(shell $(PKG_CONFIG) --libs $(filter-out libcsv,$(1))))
pkgs = $(sort $(foreach l,$(1),$(pkg_$(l))))

TEMPLATES = $(sort $(wildcard tools/paper/templates/*.fodt))
all: $(BIN) $(TEMPLATES:tools/paper/%=$(B)/share/minhbach/%)
$(B)/share/minhbach/templates/%: tools/paper/templates/%
	@mkdir -p $(@D) && cp $< $@

define library
$(B)/lib/$(1).a: $$(call objs,$$(dir_$(1)))
$(B)/obj/$$(dir_$(1))/%.o: INC = $$(call incs,$$(use_$(1)))
endef
$(foreach l,$(LIBRARIES),$(eval $(call library,$(l))))

define program
$(B)/bin/$(1): $$(call objs,$$(src_$(1))) $$(call arch,$$(use_$(1)))
$(B)/bin/$(1): LDLIBS = $$(call libs,$$(call pkgs,$$(use_$(1))) $$(pkg_$(1)))
$(patsubst %,$(B)/obj/%.o,$(basename $(wildcard $(src_$(1))/*.c))): INC = -I$$(src_$(1)) $$(sys_$(1)) $$(call incs,$$(use_$(1)))
endef
$(foreach p,$(PROGRAMS),$(eval $(call program,$(p))))

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call Q,CC)$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(INC) -MMD -MP -c -o $@ $<

# ---- web: bundled from public-portal/web by what tools/setup installed ----

NPM = build/npm/node_modules
WEB = $(sort $(wildcard public-portal/web/*.* public-portal/web/verify/*.js)) $(wildcard $(NPM)/../installed)
web: $(B)/web/assets.c
$(B)/web/assets.c: $(WEB)
	@test -d $(NPM) || { echo 'run tools/setup build first' >&2; exit 1; }
	$(call Q,WEB)node public-portal/web/build.mjs $(@D) $(NPM)
$(B)/obj/web/assets.o: $(B)/web/assets.c public-portal/assets.h
	@mkdir -p $(@D)
	$(call Q,CC)$(CC) $(ALL_CFLAGS) -ffile-prefix-map=$(B)/=build/ -Ipublic-portal -c -o $@ $<
$(B)/bin/minhbach-portal: $(B)/obj/web/assets.o

DESKWEB = $(sort $(wildcard tools/desk/web/*.* public-portal/web/verify/*.js public-portal/web/style.css)) $(wildcard $(NPM)/../installed)
$(B)/deskweb/assets.c: $(DESKWEB)
	@test -d $(NPM) || { echo 'run tools/setup build first' >&2; exit 1; }
	$(call Q,WEB)node tools/desk/web/build.mjs $(@D) $(NPM)
$(B)/obj/deskweb/assets.o: $(B)/deskweb/assets.c tools/desk/assets.h
	@mkdir -p $(@D)
	$(call Q,CC)$(CC) $(ALL_CFLAGS) -ffile-prefix-map=$(B)/=build/ -Itools/desk -c -o $@ $<
$(B)/bin/minhbach-desk: $(B)/obj/deskweb/assets.o

$(B)/lib/%.a:
	@mkdir -p $(@D) && rm -f $@
	$(call Q,AR)$(AR) rcsD $@ $^

$(BIN):
	@mkdir -p $(@D)
	$(call Q,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

# ---- tests: tests/unit/<library>/t_*.c links that library and what it uses ----

unit_src = $(sort $(wildcard tests/unit/$(1)/t_*.c))
unit_bin = $(patsubst tests/unit/%.c,$(B)/test/%,$(call unit_src,$(1)))
UNITS    = $(foreach l,$(LIBRARIES),$(call unit_bin,$(l)))

define unit
$(call unit_bin,$(1)): $(B)/test/%: $(B)/obj/tests/unit/%.o $$(call arch,$$(use_$(1)))
	@mkdir -p $$(@D)
	$$(call Q,LD)$$(CC) $$(ALL_CFLAGS) $$(ALL_LDFLAGS) -o $$@ $$^ $$(call libs,$$(call pkgs,$$(use_$(1))) jansson cmocka)
$(B)/obj/tests/unit/$(1)/%.o: INC = -Itests/unit $$(call incs,$$(use_$(1)))
check-$(1): $(call unit_bin,$(1))
	@tests/run $$^
endef
$(foreach l,$(LIBRARIES),$(eval $(call unit,$(l))))

PROPERTY = $(B)/property/ledger
check: check-unit check-cmd check-boundary check-doc check-browser
check-unit: $(UNITS)
	@tests/run $(UNITS)
check-cmd: all $(PROPERTY)
	@B=$(abspath $(B)) tests/run $(sort $(wildcard tests/cmd/*.sh))
check-slow: all $(PROPERTY)
	@B=$(abspath $(B)) tests/run $(sort $(wildcard tests/slow/*.sh))
check-boundary: all
	@B=$(abspath $(B)) tests/run tests/boundary.sh
check-doc: all
	@B=$(abspath $(B)) tests/run tests/doc.sh

SAN = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
      -fno-sanitize-recover=all
sanitize:
	$(MAKE) check-unit B=build/asan CFLAGS='$(SAN)'
sanitize-cmd:
	$(MAKE) check-cmd B=build/asan CFLAGS='$(SAN)'

# ---- properties: tests/property is one program over all that writer uses ----

$(PROPERTY): $(call objs,tests/property) $(call arch,$(use_writer))
	@mkdir -p $(@D)
	$(call Q,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs,$(call pkgs,$(use_writer)) jansson cmocka)
$(B)/obj/tests/property/%.o: INC = -Itests/property -Itests/unit -Itests/unit/writer $(call incs,$(use_writer))

# ---- fuzz: tests/fuzz/<library>/f_*.c, corpora in tests/fuzz/corpus/f_* ----

FUZZERS = $(patsubst tests/fuzz/%.c,build/fuzz/%,$(sort $(wildcard tests/fuzz/*/f_*.c)))
FUZZ_CFLAGS = -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined
fuzz: $(FUZZERS)
	@FUZZ_SECS=$(FUZZ_SECS) tests/fuzz/run $(FUZZERS)
# Once, before any target: side by side they would write the same archives.
fuzz-libs:
	@$(MAKE) --no-print-directory B=build/fuzz CC=clang CFLAGS='$(FUZZ_CFLAGS)' $(LIBRARIES:%=build/fuzz/lib/%.a)
define fuzzer
build/fuzz/$(1)/%: tests/fuzz/$(1)/%.c fuzz-libs
	@mkdir -p $$(@D)
	$$(call Q,FUZZ)clang $$(STD) $$(FUZZ_CFLAGS) -fsanitize=fuzzer $$(call incs,$$(use_$(1))) \
	    -o $$@ $$< $$(patsubst %,build/fuzz/lib/%.a,$$(use_$(1))) $$(call libs,$$(call pkgs,$$(use_$(1))))
endef
$(foreach l,$(LIBRARIES),$(eval $(call fuzzer,$(l))))

# ---- benches: tests/bench/b_*.c link everything ----

BENCHES = $(patsubst tests/bench/%.c,$(B)/bench/%,$(sort $(wildcard tests/bench/b_*.c)))
$(B)/bench/%: $(B)/obj/tests/bench/%.o $(call arch,$(use_publish))
	@mkdir -p $(@D)
	$(call Q,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs,$(call pkgs,$(use_publish)))
$(B)/obj/tests/bench/%.o: INC = $(call incs,$(use_publish))
bench: $(BENCHES) $(B)/bench/mkstream all
	@for t in $(BENCHES); do $$t || exit 1; done
	@for t in $(filter-out %/scale.sh,$(sort $(wildcard tests/bench/*.sh))); do \
	    B=$(abspath $(B)) $$t || exit 1; done
soak-portal: $(B)/bin/minhbach-portal
	@B=$(abspath $(B)) SECS=$${SECS:-600} sh tests/cmd/portal_soak.sh
bench-scale: $(B)/bench/scale all
	@B=$(abspath $(B)) tests/bench/scale.sh
bench-portal: $(B)/bin/minhbach-portal
	@B=$(abspath $(B)) tests/bench/portal.sh

check-browser: all
	@B=$(abspath $(B)) tests/run $(sort $(wildcard tests/browser/*.sh))
check-interop: all
	@B=$(abspath $(B)) tests/run tests/interop/run tests/interop/witness

repro:
	$(MAKE) B=build/r1 && $(MAKE) B=build/r2 && diff -r build/r1/bin build/r2/bin

SRC = $(sort $(shell find ledger verify public-portal tools tests -name '*.[ch]'))
MAN = $(sort $(wildcard tools/*/*.1 verify/*.1 public-portal/*.1))
ALLINC = $(call incs,$(LIBRARIES)) -Itests/unit $(foreach p,$(PROGRAMS),-I$(src_$(p)))
lint:
	@clang-format --dry-run -Werror $(SRC)
	@printf '%s\n' $(filter-out tests/%,$(filter %.c,$(SRC))) | xargs -P 2 -n 8 \
	    sh -c 'clang-tidy --quiet "$$@" -- $(STD) $(ALLINC)' sh
	cppcheck -q --std=c11 --enable=warning,portability,performance \
	    --inline-suppr --error-exitcode=1 $(ALLINC) ledger verify public-portal tools
	$(if $(MAN),mandoc -T lint -W warning $(MAN))

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin
	install -d $(DESTDIR)$(PREFIX)/share/minhbach/templates
	install -m 644 $(TEMPLATES) $(DESTDIR)$(PREFIX)/share/minhbach/templates
	$(if $(MAN),install -m 644 $(MAN) $(DESTDIR)$(PREFIX)/share/man/man1)

clean:
	rm -rf $(B)

.PHONY: all web check check-unit check-cmd check-boundary check-doc sanitize fuzz \
        check-slow bench bench-portal bench-scale soak-portal check-browser check-interop repro lint install clean sanitize-cmd fuzz-libs $(LIBRARIES:%=check-%)
.DELETE_ON_ERROR:
.SECONDARY:
-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)

# SPDX-License-Identifier: MIT
# Every task of the project has its target here; each installs what it needs on a bare Debian 12 with root.
# Output goes under $(OUT) only.

OUT        ?= out
# Whole, since scripts work in folders of their own.
override OUT := $(abspath $(OUT))
PHP_CONFIG ?= php-config
PHPIZE     ?= phpize
APXS       ?= apxs
DESTDIR    ?=
# STRICT=1 turns warnings into errors, as the tests do; a shipped build never fails for a newer compiler's warning.
STRICT     ?=
# How sandbox, demo, test and bench run: README.md, "See it work".
SANDBOX_ARGS := WORDPRESS WOOCOMMERCE PRODUCTS SAPI MPM LANE

export OUT PHP_CONFIG PHPIZE APXS DESTDIR STRICT
export $(SANDBOX_ARGS)

EXT_FILES    := $(wildcard ext/*.[ch] ext/core/*.[ch]) config.m4 scripts/build-ext
MODULE_FILES := $(wildcard apache-module/*.[ch] ext/core/*.[ch]) apache-module/build
PLUGIN_FILES := $(shell find wp-plugin -type f 2>/dev/null | sed 's/ /\\ /g') scripts/package-plugin

.PHONY: all build install uninstall sandbox sandbox-stop demo test lint format clean \
	bench bench-instructions coverage mutants fuzz test-faults test-platforms soak built packages-build settings

all: build

## Build ---------------------------------------------------------------------------------------------------------

build: packages-build
	@$(MAKE) --no-print-directory -s built

built: $(OUT)/stockwire.so $(OUT)/mod_stockwire.so $(OUT)/stockwire.zip

packages-build:
	@sandbox/packages build

# Another PHP, Apache, set of flags or list of files than last time builds anew.
SETTINGS := $(PHPIZE) $(PHP_CONFIG) $(APXS) $(STRICT) $(CFLAGS) $(LDFLAGS) $(EXT_FILES) $(MODULE_FILES) $(PLUGIN_FILES)
$(OUT)/settings: settings
	@mkdir -p $(OUT)
	@echo '$(SETTINGS)' | cmp -s - $@ || echo '$(SETTINGS)' >$@

$(OUT)/stockwire.so: $(EXT_FILES) $(OUT)/settings
	@echo "build: $(notdir $@)"
	@scripts/build-ext $(OUT)/ext
	@cp $(OUT)/ext/modules/stockwire.so $@

$(OUT)/mod_stockwire.so: $(MODULE_FILES) $(OUT)/settings
	@echo "build: $(notdir $@)"
	@BUILD_DIR=$(OUT)/apache MODULE_CFLAGS="$(CFLAGS) $(if $(STRICT),-Werror)" apache-module/build $@ >/dev/null

$(OUT)/stockwire.zip: $(PLUGIN_FILES) $(OUT)/settings
	@echo "build: $(notdir $@)"
	@mkdir -p $(OUT)
	@scripts/package-plugin $@

# The sandbox's servers and their folder outside go first: nobody would find them afterwards.
clean:
	@[ ! -L $(OUT)/sandbox ] || sandbox/down --remove
	@rm -rf $(OUT)

## Install -------------------------------------------------------------------------------------------------------

install: build
	@scripts/install

uninstall:
	@scripts/install --uninstall

## Sandbox -------------------------------------------------------------------------------------------------------

sandbox: build
	@sandbox/packages build sandbox
	@sandbox/up

sandbox-stop:
	@sandbox/down

demo: build
	@sandbox/packages build sandbox
	@sandbox/demo

## Checks --------------------------------------------------------------------------------------------------------

test: build
	@sandbox/packages build sandbox lint test
	@tests/run

lint:
	@sandbox/packages build lint
	@tests/lint/run

format:
	@sandbox/packages lint
	@clang-format -i $$(git ls-files 'ext/*.[ch]' 'apache-module/*.[ch]' 'tests/*.[ch]' | grep -v -e _arginfo.h -e _table.h)

# SECONDS a target; TARGETS="feed names" picks some.
fuzz: build
	@sandbox/packages build sandbox test
	@tests/fuzz/run $(or $(SECONDS),60) $(TARGETS)

# Figures, not verdicts: what they say depends on the machine. SIZES, LINES, ROUNDS, PARTS: tests/bench/run.
bench: build
	@sandbox/packages build sandbox bench
	@BENCH_LINES="$(if $(filter command environment,$(origin LINES)),$(LINES))" tests/bench/run

# Counts, not times: a rise of more than 3 % over the parent commit fails.
bench-instructions:
	@sandbox/packages build test
	@tests/bench/instructions

# How much of each room its tests run through; ROOMS="core php" picks some.
coverage: build
	@sandbox/packages build sandbox test coverage
	@tests/coverage/run $(ROOMS)

# Small faults put into the core's deciding modules, one at a time: do its unit tests notice? BUDGET= mutants a module, SEED=.
mutants:
	@sandbox/packages build test
	@tests/mutants/run $(MODULES)

# Each row of a list of faults, for real; KILLS=1000 tests/faults/run kills is the long form of one of them.
test-faults: build
	@sandbox/packages build sandbox faults
	@tests/faults/run

# MINUTES=30 of pushers and orders on the same products.
soak: build
	@sandbox/packages build sandbox
	@MINUTES=$(or $(MINUTES),30) tests/soak/run

# The suites on Debian 13, and the database tests on MySQL, in roots of their own; PLATFORMS=trixie picks one.
test-platforms:
	@tests/platforms/run $(PLATFORMS)

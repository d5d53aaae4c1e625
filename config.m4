dnl SPDX-License-Identifier: MIT
dnl Builds the PHP extension: ext/*.c over the host-free core in ext/core/*.c.

PHP_ARG_ENABLE([stockwire],
  [whether to enable Stockwire],
  [AS_HELP_STRING([--enable-stockwire], [Enable Stockwire])],
  [yes])

PHP_ARG_ENABLE([stockwire-strict],
  [whether warnings are errors in Stockwire],
  [AS_HELP_STRING([--enable-stockwire-strict], [Stockwire: treat warnings as errors (for its developers)])],
  [no], [no])

PHP_ARG_ENABLE([stockwire-faults],
  [whether Stockwire stops at named points],
  [AS_HELP_STRING([--enable-stockwire-faults], [Stockwire: compile pause points in (for tests of crashes, never for a shop)])],
  [no], [no])

if test "$PHP_STOCKWIRE" != "no"; then
  PKG_CHECK_MODULES([STOCKWIRE], [libcurl libcjson libcrypto libutf8proc])
  PHP_EVAL_INCLINE([$STOCKWIRE_CFLAGS])
  PHP_EVAL_LIBLINE([$STOCKWIRE_LIBS], [STOCKWIRE_SHARED_LIBADD])
  PHP_SUBST([STOCKWIRE_SHARED_LIBADD])

  dnl Not -I ext/core: its limits.h would hide the system's.
  stockwire_cflags="-std=gnu11 -fvisibility=hidden -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 -I@ext_srcdir@/ext"
  stockwire_cflags="$stockwire_cflags -Wall -Wextra -Wno-unused-parameter"
  if test "$PHP_STOCKWIRE_STRICT" != "no"; then
    dnl PHP's own headers do not pass these, so they count as system headers here.
    stockwire_system=$(echo " $INCLUDES" | sed 's/ -I/ -isystem /g')
    stockwire_cflags="$stockwire_system $stockwire_cflags -Wconversion -Wshadow -Wstrict-prototypes -Werror"
  fi

  if test "$PHP_STOCKWIRE_FAULTS" != "no"; then
    stockwire_cflags="$stockwire_cflags -DSTOCKWIRE_FAULTS"
  fi

  dnl Every file of the two folders belongs to it, so a new one needs no line here.
  stockwire_sources=$(cd $ext_srcdir && echo ext/*.c ext/core/*.c)
  PHP_NEW_EXTENSION([stockwire], [$stockwire_sources], [$ext_shared],, [$stockwire_cflags])
  PHP_ADD_EXTENSION_DEP([stockwire], [mysqli])
  PHP_ADD_BUILD_DIR([$ext_builddir/ext])
  PHP_ADD_BUILD_DIR([$ext_builddir/ext/core])
fi

dnl SPDX-License-Identifier: MIT
dnl Builds the test-only extension that misbehaves on purpose.
PHP_ARG_ENABLE([canary], [whether to enable the canary], [AS_HELP_STRING([--enable-canary], [Enable the canary])], [yes])
PHP_NEW_EXTENSION([canary], [canary.c], [$ext_shared])

/* SPDX-License-Identifier: MIT */
/* Named pause points, where a test stops a worker to kill it or to cut its connection. Ordinary builds hold none of them. */
#ifndef SW_FAULTS_H
#define SW_FAULTS_H

#ifdef STOCKWIRE_FAULTS
/* Goes on at once, unless the folder named by the environment's STOCKWIRE_FAULTS holds the file "<point>.want": the first
   worker to take it (by renaming it to "<point>.<pid>") waits until that file is gone. */
void sw_faults_pause(const char *point);
#define SW_PAUSE(point) sw_faults_pause("stockwire-fault:" point)
#else
#define SW_PAUSE(point) ((void) 0)
#endif

#endif

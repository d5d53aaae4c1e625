/* SPDX-License-Identifier: MIT */
/* Writes receipts. Every text from outside passes the JSON escaper. */
#include "render.h"

#include <string.h>

static void add_text(sw_buf *out, const char *key, sw_slice text)
{
	sw_buf_str(out, key);
	sw_buf_json(out, text.ptr, text.len);
}

static void add_word(sw_buf *out, const char *key, const char *word)
{
	add_text(out, key, (sw_slice){word, strlen(word)});
}

/* Quantities are JSON numbers: printed exactly, they read back as the same decimal. */
static void add_quantity(sw_buf *out, const char *key, bool known, sw_quantity q)
{
	char text[SW_QUANTITY_TEXT];

	sw_buf_str(out, key);
	if (known) {
		sw_buf_add(out, text, sw_quantity_print(q, text));
	} else {
		sw_buf_str(out, "null");
	}
}

static bool ambiguous(const sw_plan *p, uint32_t at)
{
	return p->lines[at].outcome == SW_AMBIGUOUS && p->entries[at].way != SW_MAP_NONE;
}

static void add_candidates(const sw_plan *p, uint32_t at, sw_buf *out)
{
	const sw_way *way = &p->matches->ways[p->entries[at].way];

	sw_buf_str(out, ",\"candidates\":[");
	sw_journal_candidates(way, out);
	sw_buf_char(out, ']');
	if (sw_journal_more_candidates(way) > 0) {
		sw_buf_str(out, ",\"more_candidates\":");
		sw_buf_u64(out, sw_journal_more_candidates(way));
	}
}

/* The sentence of the line's reason, and those of its remarks. */
static void add_sentences(const sw_plan *p, uint32_t at, sw_buf *out)
{
	sw_remarks rest = p->entries[at].remarks;

	sw_buf_str(out, sw_reason_sentence(p->lines[at].reason));
	for (sw_reason r = sw_remarks_take(&rest); r != SW_R_NONE; r = sw_remarks_take(&rest)) {
		sw_buf_char(out, ' ');
		sw_buf_str(out, sw_reason_sentence(r));
	}
}

/* Reason, message and remarks. */
static void add_reasons(const sw_plan *p, uint32_t at, sw_buf *out)
{
	sw_remarks rest = p->entries[at].remarks;
	sw_buf sentences = {0};
	size_t n = 0;

	add_word(out, ",\"reason\":", sw_reason_code(p->lines[at].reason));
	if (rest == 0) {
		add_word(out, ",\"message\":", sw_reason_sentence(p->lines[at].reason));
		return;
	}
	add_sentences(p, at, &sentences);
	add_text(out, ",\"message\":", (sw_slice){sentences.ptr, sentences.len});
	out->failed = out->failed || sentences.failed;
	sw_buf_free(&sentences);
	sw_buf_str(out, ",\"remarks\":[");
	for (sw_reason r = sw_remarks_take(&rest); r != SW_R_NONE; r = sw_remarks_take(&rest)) {
		sw_sql_comma(out, n++);
		add_word(out, "", sw_reason_code(r));
	}
	sw_buf_char(out, ']');
}

void sw_render_line(const sw_plan *p, uint32_t at, sw_buf *out)
{
	const sw_line *line = &p->lines[at];
	const sw_entry *entry = &p->entries[at];

	sw_buf_str(out, "{\"line\":");
	sw_buf_u64(out, line->number);
	add_text(out, ",\"code\":", line->code);
	add_text(out, ",\"name\":", line->name);
	add_text(out, ",\"warehouse\":", line->warehouse);
	add_word(out, ",\"outcome\":", sw_outcome_code(line->outcome));
	add_reasons(p, at, out);
	sw_buf_str(out, ",\"product\":");
	if (entry->product != 0) {
		sw_buf_u64(out, entry->product);
	} else {
		sw_buf_str(out, "null");
	}
	add_quantity(out, ",\"old\":", entry->old_known, entry->old_quantity);
	add_quantity(out, ",\"new\":", entry->new_known, entry->new_quantity);
	if (ambiguous(p, at)) {
		add_candidates(p, at, out);
	}
	sw_buf_char(out, '}');
}

static void begin_json(const sw_rendering *r, sw_buf *out)
{
	sw_counts counts;

	sw_journal_count(r->plan, r->plan->group_count, &counts);
	sw_buf_str(out, "{\"run\":");
	if (r->run != 0) {
		sw_buf_u64(out, r->run);
	} else {
		sw_buf_str(out, "null");
	}
	sw_buf_str(out, r->applied ? ",\"applied\":true,\"counts\":" : ",\"applied\":false,\"counts\":");
	sw_journal_counts_json(&counts, out);
	sw_buf_str(out, ",\"lines\":[");
}

static void add_number(sw_buf *sentence, sw_quantity q)
{
	char text[SW_QUANTITY_TEXT];

	sw_buf_add(sentence, text, sw_quantity_print(q, text));
}

/* "COD-1: updated, 5 → 7. The stock was set." */
static void say(const sw_plan *p, uint32_t at, sw_buf *sentence)
{
	const sw_line *line = &p->lines[at];
	const sw_entry *entry = &p->entries[at];
	const sw_slice label = line->code.len > 0 ? line->code : line->name;

	if (label.len > 0) {
		sw_buf_add(sentence, label.ptr, label.len);
	} else {
		sw_buf_str(sentence, "Line ");
		sw_buf_u64(sentence, line->number);
	}
	sw_buf_str(sentence, ": ");
	sw_buf_str(sentence, sw_outcome_code(line->outcome));
	if (line->outcome == SW_UPDATED) {
		sw_buf_str(sentence, ", ");
		if (entry->old_known) {
			add_number(sentence, entry->old_quantity);
			sw_buf_str(sentence, " \xE2\x86\x92 ");
		}
		add_number(sentence, entry->new_quantity);
	}
	sw_buf_str(sentence, ". ");
	add_sentences(p, at, sentence);
	if (ambiguous(p, at)) {
		sw_buf_str(sentence, " Products: ");
		sw_journal_candidates(&p->matches->ways[entry->way], sentence);
		if (sw_journal_more_candidates(&p->matches->ways[entry->way]) > 0) {
			sw_sql_format(sentence, "", " and %u more", (uint64_t) sw_journal_more_candidates(&p->matches->ways[entry->way]));
		}
		sw_buf_char(sentence, '.');
	}
}

static void begin_smartbill(const sw_rendering *r, sw_buf *out)
{
	static const char success[] = "Stockwire is connected to the shop.";

	if (r->plan->count == 0) {
		sw_buf_json(out, success, sizeof success - 1);
		sw_buf_char(out, '\n');
	}
}

static void add_sentence(const sw_plan *p, uint32_t at, sw_buf *sentence, sw_buf *out)
{
	sw_buf_clear(sentence);
	say(p, at, sentence);
	sw_buf_json(out, sentence->ptr, sentence->len);
	sw_buf_char(out, '\n');
	out->failed = out->failed || sentence->failed; /* sw_buf_clear() forgets it */
}

bool sw_render_piece(sw_rendering *r, sw_buf *out)
{
	const bool json = r->dialect == SW_DIALECT_V1;
	sw_buf sentence = {0};

	if (r->ended) {
		return false;
	}
	if (!r->begun) {
		(json ? begin_json : begin_smartbill)(r, out);
		r->begun = true;
	}
	for (; r->next < r->plan->count && out->len < r->enough; r->next++) {
		if (json) {
			sw_sql_comma(out, r->next);
			sw_render_line(r->plan, r->next, out);
		} else {
			add_sentence(r->plan, r->next, &sentence, out);
		}
	}
	sw_buf_free(&sentence);
	r->ended = r->next == r->plan->count;
	if (r->ended && json) {
		sw_buf_str(out, "]}");
	}
	return true;
}

void sw_render_json(const sw_plan *p, uint64_t run, bool applied, sw_buf *out)
{
	sw_rendering r = {.plan = p, .run = run, .applied = applied, .dialect = SW_DIALECT_V1, .enough = SIZE_MAX};

	(void) sw_render_piece(&r, out);
}

void sw_render_smartbill(const sw_plan *p, sw_buf *out)
{
	sw_rendering r = {.plan = p, .dialect = SW_DIALECT_SMARTBILL, .enough = SIZE_MAX};

	(void) sw_render_piece(&r, out);
}

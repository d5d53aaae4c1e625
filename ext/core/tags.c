/* SPDX-License-Identifier: MIT */
/* Takes tags out of names in two ways: as PHP's strip_tags() does, for the slug; and only real ones, for the same text. */
#include "name_parts.h"

#include <string.h>

/* Where strip_tags() believes to be. */
typedef enum place {
	IN_TEXT,
	IN_TAG,
	IN_PHP,     /* <? … ?> */
	IN_BANG,    /* <! … > */
	IN_COMMENT, /* <!-- … --> */
} place;

typedef struct stripper {
	const char *text;
	size_t at;
	place where;
	char quote;   /* the quote that is open, or 0 */
	char last;    /* the last bracket or quote of PHP code, or what began or ended markup in front of it */
	int brackets; /* in PHP code: open round ones */
	size_t depth; /* '<' inside a tag */
	bool xml;     /* <?xml … */
} stripper;

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
}

/* Whatever the C library's locale: true where text begins with the lower-case word, letters in any case. */
static bool begins(const char *text, const char *word)
{
	for (; *word != '\0'; word++, text++) {
		if (lower(*text) != *word) {
			return false;
		}
	}
	return true;
}

/* True where word stands right before the present byte, letters in any case. */
static bool preceded_by(const stripper *s, const char *word)
{
	const size_t len = strlen(word);

	return s->at >= len && begins(s->text + s->at - len, word);
}

static void leave(stripper *s)
{
	s->where = IN_TEXT;
	s->quote = '\0';
}

static void toggle_quote(stripper *s, char c)
{
	if (s->quote == '\0') {
		s->quote = c;
	} else if (s->quote == c) {
		s->quote = '\0';
	}
}

static void step_tag(stripper *s, char c, char next)
{
	switch (c) {
	case '<':
		if (s->quote == '\0' && !is_space(next)) {
			s->depth++;
		}
		break;
	case '>':
		if (s->depth > 0) {
			s->depth--;
		} else if (s->quote == '\0') {
			s->last = c;
			if (!(s->xml && preceded_by(s, "-"))) {
				leave(s);
				s->xml = false;
			}
		}
		break;
	case '"':
	case '\'': toggle_quote(s, c); break;
	case '!':
		if (preceded_by(s, "<")) {
			s->where = IN_BANG;
			s->last = c;
		}
		break;
	case '?':
		if (preceded_by(s, "<")) {
			s->where = IN_PHP;
			s->brackets = 0;
		}
		break;
	default: break;
	}
}

static void step_php(stripper *s, char c)
{
	const bool quoted = s->last == '"' || s->last == '\'';

	switch (c) {
	case '(':
	case ')':
		if (!quoted) {
			s->last = c;
			s->brackets += c == '(' ? 1 : -1;
		}
		break;
	case '>':
		if (s->depth > 0) {
			s->depth--;
		} else if (s->quote == '\0' && s->brackets == 0 && s->last != '"' && preceded_by(s, "?")) {
			leave(s);
		}
		break;
	case '"':
	case '\'':
		if (!preceded_by(s, "\\")) {
			if (s->last == c) {
				s->last = '\0';
			} else if (s->last != '\\') {
				s->last = c;
			}
			toggle_quote(s, c);
		}
		break;
	case 'l':
	case 'L':
		/* "<?xml" is markup after all; strip_tags() looks for it only behind the first byte of the text. */
		if (s->at > 4 && preceded_by(s, "<?xm")) {
			s->where = IN_TAG;
			s->xml = true;
		}
		break;
	default: break;
	}
}

static void step_bang(stripper *s, char c)
{
	switch (c) {
	case '>':
		if (s->depth > 0) {
			s->depth--;
		} else if (s->quote == '\0') {
			leave(s);
		}
		break;
	case '"':
	case '\'':
		if (!preceded_by(s, "\\")) {
			toggle_quote(s, c);
		}
		break;
	case '-':
		if (preceded_by(s, "!-")) {
			s->where = IN_COMMENT;
		}
		break;
	case 'e':
	case 'E':
		if (s->at > 6 && preceded_by(s, "doctyp")) {
			s->where = IN_TAG;
		}
		break;
	default: break;
	}
}

void sw_tags_strip(sw_slice text, sw_buf *out)
{
	stripper s = { .text = text.ptr };

	for (; s.at < text.len; s.at++) {
		const char c = text.ptr[s.at];
		const char next = s.at + 1 < text.len ? text.ptr[s.at + 1] : '\0';

		switch (s.where) {
		case IN_TEXT:
			if (c == '<' && !is_space(next)) {
				s.where = IN_TAG;
				s.last = c;
			} else if (c == '>' && s.depth > 0) {
				s.depth--;
			} else {
				sw_buf_char(out, c);
			}
			break;
		case IN_TAG: step_tag(&s, c, next); break;
		case IN_PHP: step_php(&s, c); break;
		case IN_BANG: step_bang(&s, c); break;
		case IN_COMMENT:
			if (c == '>' && s.quote == '\0' && preceded_by(&s, "--")) {
				leave(&s);
			}
			break;
		}
	}
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Offset behind the '>' that closes the tag opened at `from`; 0 where nothing closes it. A '>' in quotes does not, unless the
   quote itself never ends. */
static size_t tag_end(sw_slice text, size_t from)
{
	char quote = '\0';
	size_t first = 0;

	for (size_t i = from + 1; i < text.len; i++) {
		const char c = text.ptr[i];

		if (c == '>') {
			if (quote == '\0') {
				return i + 1;
			}
			first = first == 0 ? i + 1 : first;
		} else if (quote != '\0') {
			quote = c == quote ? '\0' : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		}
	}
	return first;
}

/* Offset of word at or behind `from`, letters in any case; text.len where it is not there. */
static size_t find(sw_slice text, size_t from, const char *word)
{
	const size_t len = strlen(word);

	for (size_t i = from; i + len <= text.len; i++) {
		if (begins(text.ptr + i, word)) {
			return i;
		}
	}
	return text.len;
}

/* Where markup of each kind can end at the latest, 0 where it cannot: nothing is searched for in vain twice, so that a long
   row of "<!--" does not take quadratic time. */
typedef struct ends {
	size_t tag;
	size_t comment;
	size_t script;
	size_t style;
} ends;

static size_t last_of(sw_slice text, const char *word)
{
	const size_t len = strlen(word);

	for (size_t i = text.len; i >= len; i--) {
		if (begins(text.ptr + i - len, word)) {
			return i;
		}
	}
	return 0;
}

/* Offset behind the whole element where one of this name begins at `from`, else 0. */
static size_t element_end(sw_slice text, size_t from, const char *open, const char *close, size_t last)
{
	const size_t len = strlen(open);

	if (text.len - from <= len || !begins(text.ptr + from, open) || last < from + len + strlen(close)) {
		return 0;
	}
	return find(text, from + len, close) + strlen(close);
}

/* Offset behind the markup that begins at `from`; 0 where the '<' is only a sign. */
static size_t markup_end(sw_slice text, size_t from, const ends *last)
{
	const char next = from + 1 < text.len ? text.ptr[from + 1] : '\0';
	const char after = from + 2 < text.len ? text.ptr[from + 2] : '\0';
	size_t end = 0;

	if (text.len - from >= 4 && memcmp(text.ptr + from, "<!--", 4) == 0) {
		return last->comment >= from + 7 ? find(text, from + 4, "-->") + 3 : 0;
	}
	end = element_end(text, from, "<script", "</script>", last->script);
	if (end == 0) {
		end = element_end(text, from, "<style", "</style>", last->style);
	}
	if (end == 0 && last->tag > from && (is_letter(next) || next == '!' || next == '?' || (next == '/' && is_letter(after)))) {
		end = tag_end(text, from);
	}
	return end;
}

void sw_markup_strip(sw_slice text, sw_buf *out)
{
	const ends last = { last_of(text, ">"), last_of(text, "-->"), last_of(text, "</script>"), last_of(text, "</style>") };

	for (size_t i = 0; i < text.len;) {
		const size_t end = text.ptr[i] == '<' ? markup_end(text, i, &last) : 0;

		if (end > 0) {
			i = end;
		} else {
			sw_buf_char(out, text.ptr[i]);
			i++;
		}
	}
}

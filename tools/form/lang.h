/*
 * lang.h - the languages that people are spoken to in.
 */
#ifndef FORM_LANG_H
#define FORM_LANG_H

enum lang {
	LANG_BOTH,
	LANG_VI,
	LANG_EN
};

#endif

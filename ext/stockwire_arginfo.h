/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 87f2b1ef0f11800dc368e91f52fe0e1c2ef3df0c */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Token_generate, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Token_digest, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Token_find, 0, 2, IS_LONG, 1)
	ZEND_ARG_TYPE_INFO(0, authorization, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, digests, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Answer_status, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, code, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, dialect, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Answer_body, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, code, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, dialect, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, detail, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Answer_type, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, dialect, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Names_key, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, kind, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Names_text, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Names_slug, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, locale, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Stockwire_Receipt___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Receipt_changes, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, holders, IS_ARRAY, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Stockwire_Receipt_toJson arginfo_class_Stockwire_Token_generate

#define arginfo_class_Stockwire_Receipt_toSmartBill arginfo_class_Stockwire_Token_generate

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Receipt_length, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, dialect, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Receipt_send, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, dialect, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Receipt_lines, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Stockwire_BackOffice___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, config, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_BackOffice_warehouses, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, tick, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_BackOffice_stocks, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, warehouse, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, lines, IS_CALLABLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, tick, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_BackOffice_product, 0, 5, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, warehouse, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, code, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, date, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, lines, IS_CALLABLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, tick, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Stockwire_Engine___construct, 0, 0, 2)
	ZEND_ARG_OBJ_INFO(0, connection, mysqli, 0)
	ZEND_ARG_TYPE_INFO(0, config, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Stockwire_Engine_receive, 0, 2, Stockwire\\Receipt, 0)
	ZEND_ARG_TYPE_INFO(0, body, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, dialect, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, preview, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Engine_open, 0, 0, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, preview, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Engine_stage, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, run, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, lines, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, after, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Engine_stageSums, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, run, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Engine_undo, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, run, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, preview, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Engine_commit, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, run, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Stockwire_Engine_restage arginfo_class_Stockwire_Engine_commit

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Stockwire_Engine_advance, 0, 1, Stockwire\\Receipt, 0)
	ZEND_ARG_TYPE_INFO(0, run, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, limit, IS_LONG, 0, "2000")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Engine_release, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, run, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Stockwire_Engine_cancel arginfo_class_Stockwire_Engine_release

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Engine_heal, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, products, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Engine_indexNames, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, products, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Stockwire_Engine_rebuildNames, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, after, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, limit, IS_LONG, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, second, mysqli, 1, "null")
ZEND_END_ARG_INFO()


ZEND_METHOD(Stockwire_Token, generate);
ZEND_METHOD(Stockwire_Token, digest);
ZEND_METHOD(Stockwire_Token, find);
ZEND_METHOD(Stockwire_Answer, status);
ZEND_METHOD(Stockwire_Answer, body);
ZEND_METHOD(Stockwire_Answer, type);
ZEND_METHOD(Stockwire_Names, key);
ZEND_METHOD(Stockwire_Names, text);
ZEND_METHOD(Stockwire_Names, slug);
ZEND_METHOD(Stockwire_Receipt, __construct);
ZEND_METHOD(Stockwire_Receipt, changes);
ZEND_METHOD(Stockwire_Receipt, toJson);
ZEND_METHOD(Stockwire_Receipt, toSmartBill);
ZEND_METHOD(Stockwire_Receipt, length);
ZEND_METHOD(Stockwire_Receipt, send);
ZEND_METHOD(Stockwire_Receipt, lines);
ZEND_METHOD(Stockwire_BackOffice, __construct);
ZEND_METHOD(Stockwire_BackOffice, warehouses);
ZEND_METHOD(Stockwire_BackOffice, stocks);
ZEND_METHOD(Stockwire_BackOffice, product);
ZEND_METHOD(Stockwire_Engine, __construct);
ZEND_METHOD(Stockwire_Engine, receive);
ZEND_METHOD(Stockwire_Engine, open);
ZEND_METHOD(Stockwire_Engine, stage);
ZEND_METHOD(Stockwire_Engine, stageSums);
ZEND_METHOD(Stockwire_Engine, undo);
ZEND_METHOD(Stockwire_Engine, commit);
ZEND_METHOD(Stockwire_Engine, restage);
ZEND_METHOD(Stockwire_Engine, advance);
ZEND_METHOD(Stockwire_Engine, release);
ZEND_METHOD(Stockwire_Engine, cancel);
ZEND_METHOD(Stockwire_Engine, heal);
ZEND_METHOD(Stockwire_Engine, indexNames);
ZEND_METHOD(Stockwire_Engine, rebuildNames);


static const zend_function_entry class_Stockwire_Refusal_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Stockwire_Token_methods[] = {
	ZEND_ME(Stockwire_Token, generate, arginfo_class_Stockwire_Token_generate, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Stockwire_Token, digest, arginfo_class_Stockwire_Token_digest, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Stockwire_Token, find, arginfo_class_Stockwire_Token_find, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Stockwire_Answer_methods[] = {
	ZEND_ME(Stockwire_Answer, status, arginfo_class_Stockwire_Answer_status, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Stockwire_Answer, body, arginfo_class_Stockwire_Answer_body, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Stockwire_Answer, type, arginfo_class_Stockwire_Answer_type, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Stockwire_Names_methods[] = {
	ZEND_ME(Stockwire_Names, key, arginfo_class_Stockwire_Names_key, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Stockwire_Names, text, arginfo_class_Stockwire_Names_text, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Stockwire_Names, slug, arginfo_class_Stockwire_Names_slug, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Stockwire_Receipt_methods[] = {
	ZEND_ME(Stockwire_Receipt, __construct, arginfo_class_Stockwire_Receipt___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Stockwire_Receipt, changes, arginfo_class_Stockwire_Receipt_changes, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Receipt, toJson, arginfo_class_Stockwire_Receipt_toJson, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Receipt, toSmartBill, arginfo_class_Stockwire_Receipt_toSmartBill, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Receipt, length, arginfo_class_Stockwire_Receipt_length, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Receipt, send, arginfo_class_Stockwire_Receipt_send, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Receipt, lines, arginfo_class_Stockwire_Receipt_lines, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Stockwire_PullFailure_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Stockwire_BackOffice_methods[] = {
	ZEND_ME(Stockwire_BackOffice, __construct, arginfo_class_Stockwire_BackOffice___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_BackOffice, warehouses, arginfo_class_Stockwire_BackOffice_warehouses, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_BackOffice, stocks, arginfo_class_Stockwire_BackOffice_stocks, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_BackOffice, product, arginfo_class_Stockwire_BackOffice_product, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Stockwire_Engine_methods[] = {
	ZEND_ME(Stockwire_Engine, __construct, arginfo_class_Stockwire_Engine___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, receive, arginfo_class_Stockwire_Engine_receive, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, open, arginfo_class_Stockwire_Engine_open, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, stage, arginfo_class_Stockwire_Engine_stage, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, stageSums, arginfo_class_Stockwire_Engine_stageSums, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, undo, arginfo_class_Stockwire_Engine_undo, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, commit, arginfo_class_Stockwire_Engine_commit, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, restage, arginfo_class_Stockwire_Engine_restage, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, advance, arginfo_class_Stockwire_Engine_advance, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, release, arginfo_class_Stockwire_Engine_release, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, cancel, arginfo_class_Stockwire_Engine_cancel, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, heal, arginfo_class_Stockwire_Engine_heal, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, indexNames, arginfo_class_Stockwire_Engine_indexNames, ZEND_ACC_PUBLIC)
	ZEND_ME(Stockwire_Engine, rebuildNames, arginfo_class_Stockwire_Engine_rebuildNames, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Stockwire_Refusal(zend_class_entry *class_entry_RuntimeException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Stockwire", "Refusal", class_Stockwire_Refusal_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	zval property_answer_default_value;
	ZVAL_UNDEF(&property_answer_default_value);
	zend_string *property_answer_name = zend_string_init("answer", sizeof("answer") - 1, 1);
	zend_declare_typed_property(class_entry, property_answer_name, &property_answer_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_answer_name);

	return class_entry;
}

static zend_class_entry *register_class_Stockwire_Token(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Stockwire", "Token", class_Stockwire_Token_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "digest", sizeof("digest") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "find", sizeof("find") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}

static zend_class_entry *register_class_Stockwire_Answer(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Stockwire", "Answer", class_Stockwire_Answer_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Stockwire_Names(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Stockwire", "Names", class_Stockwire_Names_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval const_VERSION_value;
	ZVAL_LONG(&const_VERSION_value, SW_KEYS_VERSION);
	zend_string *const_VERSION_name = zend_string_init_interned("VERSION", sizeof("VERSION") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_VERSION_name, &const_VERSION_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_VERSION_name);

	zval const_CODE_value;
	ZVAL_LONG(&const_CODE_value, 0);
	zend_string *const_CODE_name = zend_string_init_interned("CODE", sizeof("CODE") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_CODE_name, &const_CODE_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_CODE_name);

	zval const_TEXT_value;
	ZVAL_LONG(&const_TEXT_value, 1);
	zend_string *const_TEXT_name = zend_string_init_interned("TEXT", sizeof("TEXT") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_TEXT_name, &const_TEXT_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_TEXT_name);

	zval const_GTIN_value;
	ZVAL_LONG(&const_GTIN_value, 3);
	zend_string *const_GTIN_name = zend_string_init_interned("GTIN", sizeof("GTIN") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_GTIN_name, &const_GTIN_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_GTIN_name);

	return class_entry;
}

static zend_class_entry *register_class_Stockwire_Receipt(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Stockwire", "Receipt", class_Stockwire_Receipt_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_run_default_value;
	ZVAL_UNDEF(&property_run_default_value);
	zend_string *property_run_name = zend_string_init("run", sizeof("run") - 1, 1);
	zend_declare_typed_property(class_entry, property_run_name, &property_run_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_run_name);

	zval property_applied_default_value;
	ZVAL_UNDEF(&property_applied_default_value);
	zend_string *property_applied_name = zend_string_init("applied", sizeof("applied") - 1, 1);
	zend_declare_typed_property(class_entry, property_applied_name, &property_applied_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_applied_name);

	zval property_counts_default_value;
	ZVAL_UNDEF(&property_counts_default_value);
	zend_string *property_counts_name = zend_string_init("counts", sizeof("counts") - 1, 1);
	zend_declare_typed_property(class_entry, property_counts_name, &property_counts_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_counts_name);

	zval property_state_default_value;
	ZVAL_UNDEF(&property_state_default_value);
	zend_string *property_state_name = zend_string_init("state", sizeof("state") - 1, 1);
	zend_declare_typed_property(class_entry, property_state_name, &property_state_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_state_name);

	zval property_changed_default_value;
	ZVAL_UNDEF(&property_changed_default_value);
	zend_string *property_changed_name = zend_string_init("changed", sizeof("changed") - 1, 1);
	zend_declare_typed_property(class_entry, property_changed_name, &property_changed_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_changed_name);

	return class_entry;
}

static zend_class_entry *register_class_Stockwire_PullFailure(zend_class_entry *class_entry_RuntimeException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Stockwire", "PullFailure", class_Stockwire_PullFailure_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	zval property_reason_default_value;
	ZVAL_UNDEF(&property_reason_default_value);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_reason_name);

	zval property_retryAfter_default_value;
	ZVAL_UNDEF(&property_retryAfter_default_value);
	zend_string *property_retryAfter_name = zend_string_init("retryAfter", sizeof("retryAfter") - 1, 1);
	zend_declare_typed_property(class_entry, property_retryAfter_name, &property_retryAfter_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_retryAfter_name);

	return class_entry;
}

static zend_class_entry *register_class_Stockwire_BackOffice(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Stockwire", "BackOffice", class_Stockwire_BackOffice_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "__construct", sizeof("__construct") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}

static zend_class_entry *register_class_Stockwire_Engine(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Stockwire", "Engine", class_Stockwire_Engine_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval const_SMARTBILL_value;
	ZVAL_LONG(&const_SMARTBILL_value, SW_DIALECT_SMARTBILL);
	zend_string *const_SMARTBILL_name = zend_string_init_interned("SMARTBILL", sizeof("SMARTBILL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_SMARTBILL_name, &const_SMARTBILL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_SMARTBILL_name);

	zval const_V1_value;
	ZVAL_LONG(&const_V1_value, SW_DIALECT_V1);
	zend_string *const_V1_name = zend_string_init_interned("V1", sizeof("V1") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_V1_name, &const_V1_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_V1_name);

	zval const_MAX_BODY_value;
	ZVAL_LONG(&const_MAX_BODY_value, SW_MAX_BODY);
	zend_string *const_MAX_BODY_name = zend_string_init_interned("MAX_BODY", sizeof("MAX_BODY") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_MAX_BODY_name, &const_MAX_BODY_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_MAX_BODY_name);

	zval property_queries_default_value;
	ZVAL_UNDEF(&property_queries_default_value);
	zend_string *property_queries_name = zend_string_init("queries", sizeof("queries") - 1, 1);
	zend_declare_typed_property(class_entry, property_queries_name, &property_queries_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_queries_name);

	return class_entry;
}

"""Names that pydantic has taken away.

Looked up in pydantic 1.10.26 (there) and 2.14.4 (gone: importing one raises PydanticImportError).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

PYDANTIC = Package(
    "pydantic",
    "pydantic",
    imports=(
        Gone("pydantic.BaseSettings", "2.0", moved="pydantic_settings.BaseSettings", safe=False),
        Gone("pydantic.env_settings.BaseSettings", "2.0", moved="pydantic_settings.BaseSettings",
             safe=False),
        Gone("pydantic.ConstrainedStr", "2.0", "`Annotated[str, StringConstraints(...)]`"),
        Gone("pydantic.ConstrainedInt", "2.0", "`Annotated[int, Field(...)]`"),
        Gone("pydantic.ConstrainedFloat", "2.0", "`Annotated[float, Field(...)]`"),
        Gone("pydantic.ConstrainedDecimal", "2.0", "`Annotated[Decimal, Field(...)]`"),
        Gone("pydantic.ConstrainedList", "2.0", "`Annotated[list[...], Field(...)]`"),
        Gone("pydantic.ConstrainedSet", "2.0", "`Annotated[set[...], Field(...)]`"),
        Gone("pydantic.ConstrainedBytes", "2.0", "`Annotated[bytes, Field(...)]`"),
        Gone("pydantic.Required", "2.0", "`...`"),
        Gone("pydantic.compiled", "2.0", "leave it out"),
        Gone("pydantic.create_model_from_namedtuple", "2.0", "`TypeAdapter`"),
        Gone("pydantic.create_model_from_typeddict", "2.0", "`TypeAdapter`"),
        Gone("pydantic.stricturl", "2.0", "`Annotated[AnyUrl, UrlConstraints(...)]`"),
        Gone("pydantic.types.ConstrainedStr", "2.0", "`Annotated[str, StringConstraints(...)]`"),
        Gone("pydantic.types.ConstrainedInt", "2.0", "`Annotated[int, Field(...)]`"),
        Gone("pydantic.Protocol", "2.0", "leave it out"),
        Gone("pydantic.validate_model", "2.0", "`Model.model_validate`"),
        Gone("pydantic.main.validate_model", "2.0", "`Model.model_validate`"),
        Gone("pydantic.main.ModelMetaclass", "2.0",
             "`type(BaseModel)`: the class itself is private"),
        Gone("pydantic.fields.ModelField", "2.0", "`pydantic.fields.FieldInfo`"),
        Gone("pydantic.fields.Undefined", "2.0", "`pydantic_core.PydanticUndefined`"),
        Gone("pydantic.NoneStr", "2.0", "`str | None`"),
        Gone("pydantic.StrBytes", "2.0", "`str | bytes`"),
        Gone("pydantic.errors.ConfigError", "2.0", "`pydantic.PydanticUserError`"),
        Gone("pydantic.errors.PydanticTypeError", "2.0", "`pydantic_core.PydanticCustomError`"),
        Gone("pydantic.errors.PydanticValueError", "2.0", "`pydantic_core.PydanticCustomError`"),
        Gone("pydantic.error_wrappers.ErrorWrapper", "2.0",
             "`pydantic.ValidationError.from_exception_data`"),
        Gone("pydantic.schema.schema", "2.0", "`pydantic.json_schema.models_json_schema`"),
        Gone("pydantic.schema.model_schema", "2.0", "`Model.model_json_schema()`"),
        *(Gone(f"pydantic.validators.{name}", "2.0",
               "`pydantic.BeforeValidator` or `AfterValidator`")
          for name in ("str_validator", "int_validator", "float_validator", "bool_validator")),
    ),
    arguments=(
        Gone("pydantic.Field(regex)", "2.0", moved="pattern"),
        Gone("pydantic.constr(regex)", "2.0", moved="pattern"),
        Gone("pydantic.conlist(unique_items)", "2.0", "a `set`, or a validator"),
        Gone("pydantic.Field(const)", "2.0", "`Literal[...]` as the type"),
    ),
)  # fmt: skip

RENAMED_SETTINGS = {
    "allow_population_by_field_name": "populate_by_name",
    "anystr_lower": "str_to_lower",
    "anystr_strip_whitespace": "str_strip_whitespace",
    "anystr_upper": "str_to_upper",
    "keep_untouched": "ignored_types",
    "max_anystr_length": "str_max_length",
    "min_anystr_length": "str_min_length",
    "orm_mode": "from_attributes",
    "schema_extra": "json_schema_extra",
    "validate_all": "validate_default",
}
"""The settings of models that have another name in pydantic 2."""

REMOVED_SETTINGS = {
    "allow_mutation": "`frozen`, which says the opposite",
    "copy_on_model_validation": "leave it out: models are not copied",
    "error_msg_templates": "change what `ValidationError.errors()` gives",
    "fields": "`Field(...)` at the field",
    "getter_dict": "a validator with `mode='before'`",
    "json_dumps": "`@field_serializer`",
    "json_loads": "read the JSON yourself, then `model_validate`",
    "smart_union": "leave it out: unions are smart",
    "underscore_attrs_are_private": "leave it out: they are private",
}
"""The settings of models that pydantic 2 has not, and what to do."""

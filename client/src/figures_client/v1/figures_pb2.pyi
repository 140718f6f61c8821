import datetime

from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OtherNumberKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OTHER_NUMBER_KIND_UNSPECIFIED: _ClassVar[OtherNumberKind]
    OTHER_NUMBER_KIND_DATE: _ClassVar[OtherNumberKind]
    OTHER_NUMBER_KIND_TIME_OF_DAY: _ClassVar[OtherNumberKind]
    OTHER_NUMBER_KIND_NAME: _ClassVar[OtherNumberKind]
    OTHER_NUMBER_KIND_IDENTIFIER: _ClassVar[OtherNumberKind]
    OTHER_NUMBER_KIND_SCORE: _ClassVar[OtherNumberKind]
    OTHER_NUMBER_KIND_FURNITURE: _ClassVar[OtherNumberKind]
    OTHER_NUMBER_KIND_IDIOM: _ClassVar[OtherNumberKind]
    OTHER_NUMBER_KIND_NARRATIVE: _ClassVar[OtherNumberKind]

class FigureView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FIGURE_VIEW_UNSPECIFIED: _ClassVar[FigureView]
    FIGURE_VIEW_BASIC: _ClassVar[FigureView]
    FIGURE_VIEW_FULL: _ClassVar[FigureView]

class OffsetEncoding(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OFFSET_ENCODING_UNSPECIFIED: _ClassVar[OffsetEncoding]
    OFFSET_ENCODING_UTF8: _ClassVar[OffsetEncoding]
    OFFSET_ENCODING_UTF16: _ClassVar[OffsetEncoding]
    OFFSET_ENCODING_UTF32: _ClassVar[OffsetEncoding]

class FigureKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FIGURE_KIND_UNSPECIFIED: _ClassVar[FigureKind]
    FIGURE_KIND_COUNT: _ClassVar[FigureKind]
    FIGURE_KIND_MONEY: _ClassVar[FigureKind]
    FIGURE_KIND_MEASUREMENT: _ClassVar[FigureKind]
    FIGURE_KIND_TEMPERATURE: _ClassVar[FigureKind]
    FIGURE_KIND_DURATION: _ClassVar[FigureKind]
    FIGURE_KIND_PERCENTAGE: _ClassVar[FigureKind]
    FIGURE_KIND_RATIO: _ClassVar[FigureKind]
    FIGURE_KIND_ORDINAL: _ClassVar[FigureKind]
    FIGURE_KIND_AGE: _ClassVar[FigureKind]
    FIGURE_KIND_SCALE: _ClassVar[FigureKind]
    FIGURE_KIND_MULTIPLE: _ClassVar[FigureKind]
    FIGURE_KIND_NUMBER: _ClassVar[FigureKind]

class Modifier(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MODIFIER_UNSPECIFIED: _ClassVar[Modifier]
    MODIFIER_EXACT: _ClassVar[Modifier]
    MODIFIER_APPROXIMATE: _ClassVar[Modifier]
    MODIFIER_AT_LEAST: _ClassVar[Modifier]
    MODIFIER_AT_MOST: _ClassVar[Modifier]
    MODIFIER_MORE_THAN: _ClassVar[Modifier]
    MODIFIER_LESS_THAN: _ClassVar[Modifier]
    MODIFIER_RANGE: _ClassVar[Modifier]
    MODIFIER_JUST_BELOW: _ClassVar[Modifier]
    MODIFIER_JUST_ABOVE: _ClassVar[Modifier]
    MODIFIER_VAGUE: _ClassVar[Modifier]

class Direction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DIRECTION_UNSPECIFIED: _ClassVar[Direction]
    DIRECTION_UP: _ClassVar[Direction]
    DIRECTION_DOWN: _ClassVar[Direction]
    DIRECTION_NONE: _ClassVar[Direction]

class ChangeRole(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHANGE_ROLE_UNSPECIFIED: _ClassVar[ChangeRole]
    CHANGE_ROLE_BY: _ClassVar[ChangeRole]
    CHANGE_ROLE_FROM: _ClassVar[ChangeRole]
    CHANGE_ROLE_TO: _ClassVar[ChangeRole]

class Factuality(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FACTUALITY_UNSPECIFIED: _ClassVar[Factuality]
    FACTUALITY_ASSERTED: _ClassVar[Factuality]
    FACTUALITY_REPORTED: _ClassVar[Factuality]
    FACTUALITY_ESTIMATED: _ClassVar[Factuality]
    FACTUALITY_FORECAST: _ClassVar[Factuality]
    FACTUALITY_INTENDED: _ClassVar[Factuality]
    FACTUALITY_DENIED: _ClassVar[Factuality]
    FACTUALITY_HYPOTHETICAL: _ClassVar[Factuality]

class Section(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SECTION_UNSPECIFIED: _ClassVar[Section]
    SECTION_HEADLINE: _ClassVar[Section]
    SECTION_BODY: _ClassVar[Section]
    SECTION_CAPTION: _ClassVar[Section]
    SECTION_FURNITURE: _ClassVar[Section]

class AnchorSource(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ANCHOR_SOURCE_UNSPECIFIED: _ClassVar[AnchorSource]
    ANCHOR_SOURCE_REQUEST: _ClassVar[AnchorSource]
    ANCHOR_SOURCE_DATELINE: _ClassVar[AnchorSource]
    ANCHOR_SOURCE_MENTION: _ClassVar[AnchorSource]
    ANCHOR_SOURCE_NONE: _ClassVar[AnchorSource]

class RateKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RATE_KIND_UNSPECIFIED: _ClassVar[RateKind]
    RATE_KIND_DAILY_REFERENCE: _ClassVar[RateKind]
    RATE_KIND_MONTHLY: _ClassVar[RateKind]
    RATE_KIND_PERIOD_AVERAGE: _ClassVar[RateKind]
    RATE_KIND_FIXED: _ClassVar[RateKind]
    RATE_KIND_MARKET: _ClassVar[RateKind]
    RATE_KIND_OPEN_MARKET: _ClassVar[RateKind]

class ConversionDatePolicy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONVERSION_DATE_POLICY_UNSPECIFIED: _ClassVar[ConversionDatePolicy]
    CONVERSION_DATE_POLICY_EVENT_ELSE_PUBLICATION: _ClassVar[ConversionDatePolicy]
    CONVERSION_DATE_POLICY_PUBLICATION: _ClassVar[ConversionDatePolicy]
    CONVERSION_DATE_POLICY_FIXED: _ClassVar[ConversionDatePolicy]
    CONVERSION_DATE_POLICY_LATEST: _ClassVar[ConversionDatePolicy]

class ConversionDateBasis(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONVERSION_DATE_BASIS_UNSPECIFIED: _ClassVar[ConversionDateBasis]
    CONVERSION_DATE_BASIS_EVENT_DATE: _ClassVar[ConversionDateBasis]
    CONVERSION_DATE_BASIS_PUBLICATION_DATE: _ClassVar[ConversionDateBasis]
    CONVERSION_DATE_BASIS_DATELINE: _ClassVar[ConversionDateBasis]
    CONVERSION_DATE_BASIS_CALLER_FIXED: _ClassVar[ConversionDateBasis]
    CONVERSION_DATE_BASIS_LATEST: _ClassVar[ConversionDateBasis]
    CONVERSION_DATE_BASIS_BEST_FIT: _ClassVar[ConversionDateBasis]
    CONVERSION_DATE_BASIS_PRICE_BASE: _ClassVar[ConversionDateBasis]

class RelationType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RELATION_TYPE_UNSPECIFIED: _ClassVar[RelationType]
    RELATION_TYPE_EQUIVALENT: _ClassVar[RelationType]
    RELATION_TYPE_PART_OF: _ClassVar[RelationType]
    RELATION_TYPE_RANGE_MEMBER: _ClassVar[RelationType]
    RELATION_TYPE_CHANGE_OF: _ClassVar[RelationType]
    RELATION_TYPE_COMPARED_WITH: _ClassVar[RelationType]
    RELATION_TYPE_REPEATS: _ClassVar[RelationType]
    RELATION_TYPE_CONFLICTS_WITH: _ClassVar[RelationType]
    RELATION_TYPE_ADDEND_OF: _ClassVar[RelationType]
OTHER_NUMBER_KIND_UNSPECIFIED: OtherNumberKind
OTHER_NUMBER_KIND_DATE: OtherNumberKind
OTHER_NUMBER_KIND_TIME_OF_DAY: OtherNumberKind
OTHER_NUMBER_KIND_NAME: OtherNumberKind
OTHER_NUMBER_KIND_IDENTIFIER: OtherNumberKind
OTHER_NUMBER_KIND_SCORE: OtherNumberKind
OTHER_NUMBER_KIND_FURNITURE: OtherNumberKind
OTHER_NUMBER_KIND_IDIOM: OtherNumberKind
OTHER_NUMBER_KIND_NARRATIVE: OtherNumberKind
FIGURE_VIEW_UNSPECIFIED: FigureView
FIGURE_VIEW_BASIC: FigureView
FIGURE_VIEW_FULL: FigureView
OFFSET_ENCODING_UNSPECIFIED: OffsetEncoding
OFFSET_ENCODING_UTF8: OffsetEncoding
OFFSET_ENCODING_UTF16: OffsetEncoding
OFFSET_ENCODING_UTF32: OffsetEncoding
FIGURE_KIND_UNSPECIFIED: FigureKind
FIGURE_KIND_COUNT: FigureKind
FIGURE_KIND_MONEY: FigureKind
FIGURE_KIND_MEASUREMENT: FigureKind
FIGURE_KIND_TEMPERATURE: FigureKind
FIGURE_KIND_DURATION: FigureKind
FIGURE_KIND_PERCENTAGE: FigureKind
FIGURE_KIND_RATIO: FigureKind
FIGURE_KIND_ORDINAL: FigureKind
FIGURE_KIND_AGE: FigureKind
FIGURE_KIND_SCALE: FigureKind
FIGURE_KIND_MULTIPLE: FigureKind
FIGURE_KIND_NUMBER: FigureKind
MODIFIER_UNSPECIFIED: Modifier
MODIFIER_EXACT: Modifier
MODIFIER_APPROXIMATE: Modifier
MODIFIER_AT_LEAST: Modifier
MODIFIER_AT_MOST: Modifier
MODIFIER_MORE_THAN: Modifier
MODIFIER_LESS_THAN: Modifier
MODIFIER_RANGE: Modifier
MODIFIER_JUST_BELOW: Modifier
MODIFIER_JUST_ABOVE: Modifier
MODIFIER_VAGUE: Modifier
DIRECTION_UNSPECIFIED: Direction
DIRECTION_UP: Direction
DIRECTION_DOWN: Direction
DIRECTION_NONE: Direction
CHANGE_ROLE_UNSPECIFIED: ChangeRole
CHANGE_ROLE_BY: ChangeRole
CHANGE_ROLE_FROM: ChangeRole
CHANGE_ROLE_TO: ChangeRole
FACTUALITY_UNSPECIFIED: Factuality
FACTUALITY_ASSERTED: Factuality
FACTUALITY_REPORTED: Factuality
FACTUALITY_ESTIMATED: Factuality
FACTUALITY_FORECAST: Factuality
FACTUALITY_INTENDED: Factuality
FACTUALITY_DENIED: Factuality
FACTUALITY_HYPOTHETICAL: Factuality
SECTION_UNSPECIFIED: Section
SECTION_HEADLINE: Section
SECTION_BODY: Section
SECTION_CAPTION: Section
SECTION_FURNITURE: Section
ANCHOR_SOURCE_UNSPECIFIED: AnchorSource
ANCHOR_SOURCE_REQUEST: AnchorSource
ANCHOR_SOURCE_DATELINE: AnchorSource
ANCHOR_SOURCE_MENTION: AnchorSource
ANCHOR_SOURCE_NONE: AnchorSource
RATE_KIND_UNSPECIFIED: RateKind
RATE_KIND_DAILY_REFERENCE: RateKind
RATE_KIND_MONTHLY: RateKind
RATE_KIND_PERIOD_AVERAGE: RateKind
RATE_KIND_FIXED: RateKind
RATE_KIND_MARKET: RateKind
RATE_KIND_OPEN_MARKET: RateKind
CONVERSION_DATE_POLICY_UNSPECIFIED: ConversionDatePolicy
CONVERSION_DATE_POLICY_EVENT_ELSE_PUBLICATION: ConversionDatePolicy
CONVERSION_DATE_POLICY_PUBLICATION: ConversionDatePolicy
CONVERSION_DATE_POLICY_FIXED: ConversionDatePolicy
CONVERSION_DATE_POLICY_LATEST: ConversionDatePolicy
CONVERSION_DATE_BASIS_UNSPECIFIED: ConversionDateBasis
CONVERSION_DATE_BASIS_EVENT_DATE: ConversionDateBasis
CONVERSION_DATE_BASIS_PUBLICATION_DATE: ConversionDateBasis
CONVERSION_DATE_BASIS_DATELINE: ConversionDateBasis
CONVERSION_DATE_BASIS_CALLER_FIXED: ConversionDateBasis
CONVERSION_DATE_BASIS_LATEST: ConversionDateBasis
CONVERSION_DATE_BASIS_BEST_FIT: ConversionDateBasis
CONVERSION_DATE_BASIS_PRICE_BASE: ConversionDateBasis
RELATION_TYPE_UNSPECIFIED: RelationType
RELATION_TYPE_EQUIVALENT: RelationType
RELATION_TYPE_PART_OF: RelationType
RELATION_TYPE_RANGE_MEMBER: RelationType
RELATION_TYPE_CHANGE_OF: RelationType
RELATION_TYPE_COMPARED_WITH: RelationType
RELATION_TYPE_REPEATS: RelationType
RELATION_TYPE_CONFLICTS_WITH: RelationType
RELATION_TYPE_ADDEND_OF: RelationType

class ExtractRequest(_message.Message):
    __slots__ = ("document", "options")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    document: Document
    options: ExtractOptions
    def __init__(self, document: _Optional[_Union[Document, _Mapping]] = ..., options: _Optional[_Union[ExtractOptions, _Mapping]] = ...) -> None: ...

class ExtractResponse(_message.Message):
    __slots__ = ("figures", "relations", "anchor", "warnings", "engine", "rates", "offset_encoding", "abstentions", "other_numbers")
    FIGURES_FIELD_NUMBER: _ClassVar[int]
    RELATIONS_FIELD_NUMBER: _ClassVar[int]
    ANCHOR_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    ENGINE_FIELD_NUMBER: _ClassVar[int]
    RATES_FIELD_NUMBER: _ClassVar[int]
    OFFSET_ENCODING_FIELD_NUMBER: _ClassVar[int]
    ABSTENTIONS_FIELD_NUMBER: _ClassVar[int]
    OTHER_NUMBERS_FIELD_NUMBER: _ClassVar[int]
    figures: _containers.RepeatedCompositeFieldContainer[Figure]
    relations: _containers.RepeatedCompositeFieldContainer[Relation]
    anchor: TemporalAnchor
    warnings: _containers.RepeatedCompositeFieldContainer[Warning]
    engine: Engine
    rates: RateTable
    offset_encoding: OffsetEncoding
    abstentions: _containers.RepeatedCompositeFieldContainer[Abstention]
    other_numbers: _containers.RepeatedCompositeFieldContainer[OtherNumber]
    def __init__(self, figures: _Optional[_Iterable[_Union[Figure, _Mapping]]] = ..., relations: _Optional[_Iterable[_Union[Relation, _Mapping]]] = ..., anchor: _Optional[_Union[TemporalAnchor, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[Warning, _Mapping]]] = ..., engine: _Optional[_Union[Engine, _Mapping]] = ..., rates: _Optional[_Union[RateTable, _Mapping]] = ..., offset_encoding: _Optional[_Union[OffsetEncoding, str]] = ..., abstentions: _Optional[_Iterable[_Union[Abstention, _Mapping]]] = ..., other_numbers: _Optional[_Iterable[_Union[OtherNumber, _Mapping]]] = ...) -> None: ...

class Abstention(_message.Message):
    __slots__ = ("text", "span", "reason", "candidates")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CANDIDATES_FIELD_NUMBER: _ClassVar[int]
    text: str
    span: Span
    reason: str
    candidates: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, text: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ..., reason: _Optional[str] = ..., candidates: _Optional[_Iterable[str]] = ...) -> None: ...

class OtherNumber(_message.Message):
    __slots__ = ("text", "span", "kind", "timex_value")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TIMEX_VALUE_FIELD_NUMBER: _ClassVar[int]
    text: str
    span: Span
    kind: OtherNumberKind
    timex_value: str
    def __init__(self, text: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ..., kind: _Optional[_Union[OtherNumberKind, str]] = ..., timex_value: _Optional[str] = ...) -> None: ...

class BatchExtractRequest(_message.Message):
    __slots__ = ("documents", "options")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    documents: _containers.RepeatedCompositeFieldContainer[Document]
    options: ExtractOptions
    def __init__(self, documents: _Optional[_Iterable[_Union[Document, _Mapping]]] = ..., options: _Optional[_Union[ExtractOptions, _Mapping]] = ...) -> None: ...

class BatchExtractResponse(_message.Message):
    __slots__ = ("results",)
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[BatchExtractResult]
    def __init__(self, results: _Optional[_Iterable[_Union[BatchExtractResult, _Mapping]]] = ...) -> None: ...

class BatchExtractResult(_message.Message):
    __slots__ = ("response", "error")
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    response: ExtractResponse
    error: Error
    def __init__(self, response: _Optional[_Union[ExtractResponse, _Mapping]] = ..., error: _Optional[_Union[Error, _Mapping]] = ...) -> None: ...

class ExtractStreamRequest(_message.Message):
    __slots__ = ("key", "document", "options", "ordered", "max_in_flight")
    KEY_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    ORDERED_FIELD_NUMBER: _ClassVar[int]
    MAX_IN_FLIGHT_FIELD_NUMBER: _ClassVar[int]
    key: str
    document: Document
    options: ExtractOptions
    ordered: bool
    max_in_flight: int
    def __init__(self, key: _Optional[str] = ..., document: _Optional[_Union[Document, _Mapping]] = ..., options: _Optional[_Union[ExtractOptions, _Mapping]] = ..., ordered: _Optional[bool] = ..., max_in_flight: _Optional[int] = ...) -> None: ...

class ExtractStreamResponse(_message.Message):
    __slots__ = ("key", "response", "error", "elapsed")
    KEY_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    ELAPSED_FIELD_NUMBER: _ClassVar[int]
    key: str
    response: ExtractResponse
    error: Error
    elapsed: _duration_pb2.Duration
    def __init__(self, key: _Optional[str] = ..., response: _Optional[_Union[ExtractResponse, _Mapping]] = ..., error: _Optional[_Union[Error, _Mapping]] = ..., elapsed: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class Document(_message.Message):
    __slots__ = ("text", "language_code", "publish_time", "region_code", "uri")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    PUBLISH_TIME_FIELD_NUMBER: _ClassVar[int]
    REGION_CODE_FIELD_NUMBER: _ClassVar[int]
    URI_FIELD_NUMBER: _ClassVar[int]
    text: str
    language_code: str
    publish_time: _timestamp_pb2.Timestamp
    region_code: str
    uri: str
    def __init__(self, text: _Optional[str] = ..., language_code: _Optional[str] = ..., publish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., region_code: _Optional[str] = ..., uri: _Optional[str] = ...) -> None: ...

class ExtractOptions(_message.Message):
    __slots__ = ("offset_encoding", "kinds", "target_currency_codes", "target_units", "conversion_date_policy", "conversion_date", "max_rate_staleness", "context", "min_confidence", "include_provenance", "view", "engine", "rate_sources", "include_other_numbers", "long_scale")
    OFFSET_ENCODING_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    TARGET_CURRENCY_CODES_FIELD_NUMBER: _ClassVar[int]
    TARGET_UNITS_FIELD_NUMBER: _ClassVar[int]
    CONVERSION_DATE_POLICY_FIELD_NUMBER: _ClassVar[int]
    CONVERSION_DATE_FIELD_NUMBER: _ClassVar[int]
    MAX_RATE_STALENESS_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    MIN_CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    ENGINE_FIELD_NUMBER: _ClassVar[int]
    RATE_SOURCES_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_OTHER_NUMBERS_FIELD_NUMBER: _ClassVar[int]
    LONG_SCALE_FIELD_NUMBER: _ClassVar[int]
    offset_encoding: OffsetEncoding
    kinds: _containers.RepeatedScalarFieldContainer[FigureKind]
    target_currency_codes: _containers.RepeatedScalarFieldContainer[str]
    target_units: _containers.RepeatedScalarFieldContainer[str]
    conversion_date_policy: ConversionDatePolicy
    conversion_date: Date
    max_rate_staleness: _duration_pb2.Duration
    context: ContextOptions
    min_confidence: float
    include_provenance: bool
    view: FigureView
    engine: str
    rate_sources: _containers.RepeatedScalarFieldContainer[str]
    include_other_numbers: bool
    long_scale: bool
    def __init__(self, offset_encoding: _Optional[_Union[OffsetEncoding, str]] = ..., kinds: _Optional[_Iterable[_Union[FigureKind, str]]] = ..., target_currency_codes: _Optional[_Iterable[str]] = ..., target_units: _Optional[_Iterable[str]] = ..., conversion_date_policy: _Optional[_Union[ConversionDatePolicy, str]] = ..., conversion_date: _Optional[_Union[Date, _Mapping]] = ..., max_rate_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., context: _Optional[_Union[ContextOptions, _Mapping]] = ..., min_confidence: _Optional[float] = ..., include_provenance: _Optional[bool] = ..., view: _Optional[_Union[FigureView, str]] = ..., engine: _Optional[str] = ..., rate_sources: _Optional[_Iterable[str]] = ..., include_other_numbers: _Optional[bool] = ..., long_scale: _Optional[bool] = ...) -> None: ...

class ContextOptions(_message.Message):
    __slots__ = ("sentence", "window_words")
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    WINDOW_WORDS_FIELD_NUMBER: _ClassVar[int]
    sentence: bool
    window_words: int
    def __init__(self, sentence: _Optional[bool] = ..., window_words: _Optional[int] = ...) -> None: ...

class Figure(_message.Message):
    __slots__ = ("id", "kind", "text", "span", "value", "modifier", "unit", "concept", "context", "anchor", "si", "conversions", "confidence", "warnings", "provenance", "change", "qualifiers", "hedge", "price_basis")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    MODIFIER_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    CONCEPT_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    ANCHOR_FIELD_NUMBER: _ClassVar[int]
    SI_FIELD_NUMBER: _ClassVar[int]
    CONVERSIONS_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    QUALIFIERS_FIELD_NUMBER: _ClassVar[int]
    HEDGE_FIELD_NUMBER: _ClassVar[int]
    PRICE_BASIS_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: FigureKind
    text: str
    span: Span
    value: Interval
    modifier: Modifier
    unit: Unit
    concept: Concept
    context: Context
    anchor: TemporalAnchor
    si: Normalized
    conversions: _containers.RepeatedCompositeFieldContainer[Conversion]
    confidence: float
    warnings: _containers.RepeatedCompositeFieldContainer[Warning]
    provenance: Provenance
    change: Change
    qualifiers: _containers.RepeatedScalarFieldContainer[str]
    hedge: Hedge
    price_basis: PriceBasis
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[_Union[FigureKind, str]] = ..., text: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ..., value: _Optional[_Union[Interval, _Mapping]] = ..., modifier: _Optional[_Union[Modifier, str]] = ..., unit: _Optional[_Union[Unit, _Mapping]] = ..., concept: _Optional[_Union[Concept, _Mapping]] = ..., context: _Optional[_Union[Context, _Mapping]] = ..., anchor: _Optional[_Union[TemporalAnchor, _Mapping]] = ..., si: _Optional[_Union[Normalized, _Mapping]] = ..., conversions: _Optional[_Iterable[_Union[Conversion, _Mapping]]] = ..., confidence: _Optional[float] = ..., warnings: _Optional[_Iterable[_Union[Warning, _Mapping]]] = ..., provenance: _Optional[_Union[Provenance, _Mapping]] = ..., change: _Optional[_Union[Change, _Mapping]] = ..., qualifiers: _Optional[_Iterable[str]] = ..., hedge: _Optional[_Union[Hedge, _Mapping]] = ..., price_basis: _Optional[_Union[PriceBasis, _Mapping]] = ...) -> None: ...

class PriceBasis(_message.Message):
    __slots__ = ("base_date", "text", "span")
    BASE_DATE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    base_date: Date
    text: str
    span: Span
    def __init__(self, base_date: _Optional[_Union[Date, _Mapping]] = ..., text: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ...) -> None: ...

class Hedge(_message.Message):
    __slots__ = ("text", "span")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    text: str
    span: Span
    def __init__(self, text: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ...) -> None: ...

class Span(_message.Message):
    __slots__ = ("start_offset", "end_offset")
    START_OFFSET_FIELD_NUMBER: _ClassVar[int]
    END_OFFSET_FIELD_NUMBER: _ClassVar[int]
    start_offset: int
    end_offset: int
    def __init__(self, start_offset: _Optional[int] = ..., end_offset: _Optional[int] = ...) -> None: ...

class Number(_message.Message):
    __slots__ = ("decimal", "approximate", "significant_digits")
    DECIMAL_FIELD_NUMBER: _ClassVar[int]
    APPROXIMATE_FIELD_NUMBER: _ClassVar[int]
    SIGNIFICANT_DIGITS_FIELD_NUMBER: _ClassVar[int]
    decimal: str
    approximate: float
    significant_digits: int
    def __init__(self, decimal: _Optional[str] = ..., approximate: _Optional[float] = ..., significant_digits: _Optional[int] = ...) -> None: ...

class Interval(_message.Message):
    __slots__ = ("lower", "upper", "lower_exclusive", "upper_exclusive", "point")
    LOWER_FIELD_NUMBER: _ClassVar[int]
    UPPER_FIELD_NUMBER: _ClassVar[int]
    LOWER_EXCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    UPPER_EXCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    POINT_FIELD_NUMBER: _ClassVar[int]
    lower: Number
    upper: Number
    lower_exclusive: bool
    upper_exclusive: bool
    point: Number
    def __init__(self, lower: _Optional[_Union[Number, _Mapping]] = ..., upper: _Optional[_Union[Number, _Mapping]] = ..., lower_exclusive: _Optional[bool] = ..., upper_exclusive: _Optional[bool] = ..., point: _Optional[_Union[Number, _Mapping]] = ...) -> None: ...

class Change(_message.Message):
    __slots__ = ("direction", "role")
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    direction: Direction
    role: ChangeRole
    def __init__(self, direction: _Optional[_Union[Direction, str]] = ..., role: _Optional[_Union[ChangeRole, str]] = ...) -> None: ...

class Unit(_message.Message):
    __slots__ = ("display", "ucum", "factors", "dimension")
    DISPLAY_FIELD_NUMBER: _ClassVar[int]
    UCUM_FIELD_NUMBER: _ClassVar[int]
    FACTORS_FIELD_NUMBER: _ClassVar[int]
    DIMENSION_FIELD_NUMBER: _ClassVar[int]
    display: str
    ucum: str
    factors: _containers.RepeatedCompositeFieldContainer[UnitFactor]
    dimension: str
    def __init__(self, display: _Optional[str] = ..., ucum: _Optional[str] = ..., factors: _Optional[_Iterable[_Union[UnitFactor, _Mapping]]] = ..., dimension: _Optional[str] = ...) -> None: ...

class UnitFactor(_message.Message):
    __slots__ = ("unit", "currency_code", "entity", "exponent", "text", "alternatives", "multiple", "reason")
    UNIT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    ENTITY_FIELD_NUMBER: _ClassVar[int]
    EXPONENT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    unit: str
    currency_code: str
    entity: str
    exponent: int
    text: str
    alternatives: _containers.RepeatedScalarFieldContainer[str]
    multiple: str
    reason: str
    def __init__(self, unit: _Optional[str] = ..., currency_code: _Optional[str] = ..., entity: _Optional[str] = ..., exponent: _Optional[int] = ..., text: _Optional[str] = ..., alternatives: _Optional[_Iterable[str]] = ..., multiple: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class Concept(_message.Message):
    __slots__ = ("text", "span", "head", "states", "category")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    HEAD_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    text: str
    span: Span
    head: str
    states: _containers.RepeatedScalarFieldContainer[str]
    category: str
    def __init__(self, text: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ..., head: _Optional[str] = ..., states: _Optional[_Iterable[str]] = ..., category: _Optional[str] = ...) -> None: ...

class Context(_message.Message):
    __slots__ = ("sentence", "sentence_span", "before", "after", "attribution", "factuality", "place", "place_span", "paragraph_index", "section")
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_SPAN_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTION_FIELD_NUMBER: _ClassVar[int]
    FACTUALITY_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    PLACE_SPAN_FIELD_NUMBER: _ClassVar[int]
    PARAGRAPH_INDEX_FIELD_NUMBER: _ClassVar[int]
    SECTION_FIELD_NUMBER: _ClassVar[int]
    sentence: str
    sentence_span: Span
    before: str
    after: str
    attribution: Attribution
    factuality: Factuality
    place: str
    place_span: Span
    paragraph_index: int
    section: Section
    def __init__(self, sentence: _Optional[str] = ..., sentence_span: _Optional[_Union[Span, _Mapping]] = ..., before: _Optional[str] = ..., after: _Optional[str] = ..., attribution: _Optional[_Union[Attribution, _Mapping]] = ..., factuality: _Optional[_Union[Factuality, str]] = ..., place: _Optional[str] = ..., place_span: _Optional[_Union[Span, _Mapping]] = ..., paragraph_index: _Optional[int] = ..., section: _Optional[_Union[Section, str]] = ...) -> None: ...

class Attribution(_message.Message):
    __slots__ = ("source", "source_span", "verb", "reported_by")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_SPAN_FIELD_NUMBER: _ClassVar[int]
    VERB_FIELD_NUMBER: _ClassVar[int]
    REPORTED_BY_FIELD_NUMBER: _ClassVar[int]
    source: str
    source_span: Span
    verb: str
    reported_by: Attribution
    def __init__(self, source: _Optional[str] = ..., source_span: _Optional[_Union[Span, _Mapping]] = ..., verb: _Optional[str] = ..., reported_by: _Optional[_Union[Attribution, _Mapping]] = ...) -> None: ...

class TemporalAnchor(_message.Message):
    __slots__ = ("start_date", "end_date", "source", "text", "span", "timex_value")
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    END_DATE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    TIMEX_VALUE_FIELD_NUMBER: _ClassVar[int]
    start_date: Date
    end_date: Date
    source: AnchorSource
    text: str
    span: Span
    timex_value: str
    def __init__(self, start_date: _Optional[_Union[Date, _Mapping]] = ..., end_date: _Optional[_Union[Date, _Mapping]] = ..., source: _Optional[_Union[AnchorSource, str]] = ..., text: _Optional[str] = ..., span: _Optional[_Union[Span, _Mapping]] = ..., timex_value: _Optional[str] = ...) -> None: ...

class Date(_message.Message):
    __slots__ = ("year", "month", "day")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    year: int
    month: int
    day: int
    def __init__(self, year: _Optional[int] = ..., month: _Optional[int] = ..., day: _Optional[int] = ...) -> None: ...

class Normalized(_message.Message):
    __slots__ = ("value", "ucum", "dimension")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UCUM_FIELD_NUMBER: _ClassVar[int]
    DIMENSION_FIELD_NUMBER: _ClassVar[int]
    value: Interval
    ucum: str
    dimension: str
    def __init__(self, value: _Optional[_Union[Interval, _Mapping]] = ..., ucum: _Optional[str] = ..., dimension: _Optional[str] = ...) -> None: ...

class Conversion(_message.Message):
    __slots__ = ("unit", "value", "rate", "factor", "offset", "warnings", "rounded")
    UNIT_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    RATE_FIELD_NUMBER: _ClassVar[int]
    FACTOR_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    ROUNDED_FIELD_NUMBER: _ClassVar[int]
    unit: Unit
    value: Interval
    rate: CurrencyRate
    factor: Number
    offset: Number
    warnings: _containers.RepeatedCompositeFieldContainer[Warning]
    rounded: Interval
    def __init__(self, unit: _Optional[_Union[Unit, _Mapping]] = ..., value: _Optional[_Union[Interval, _Mapping]] = ..., rate: _Optional[_Union[CurrencyRate, _Mapping]] = ..., factor: _Optional[_Union[Number, _Mapping]] = ..., offset: _Optional[_Union[Number, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[Warning, _Mapping]]] = ..., rounded: _Optional[_Union[Interval, _Mapping]] = ...) -> None: ...

class CurrencyRate(_message.Message):
    __slots__ = ("from_currency_code", "to_currency_code", "rate", "requested_date", "basis", "rate_date", "source", "route", "kind", "averaged_publications", "relative_precision", "source_name", "basis_text", "staleness_days", "requested_end_date")
    FROM_CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    TO_CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    RATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_DATE_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    RATE_DATE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    AVERAGED_PUBLICATIONS_FIELD_NUMBER: _ClassVar[int]
    RELATIVE_PRECISION_FIELD_NUMBER: _ClassVar[int]
    SOURCE_NAME_FIELD_NUMBER: _ClassVar[int]
    BASIS_TEXT_FIELD_NUMBER: _ClassVar[int]
    STALENESS_DAYS_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_END_DATE_FIELD_NUMBER: _ClassVar[int]
    from_currency_code: str
    to_currency_code: str
    rate: Number
    requested_date: Date
    basis: ConversionDateBasis
    rate_date: Date
    source: str
    route: _containers.RepeatedCompositeFieldContainer[RateLeg]
    kind: RateKind
    averaged_publications: int
    relative_precision: float
    source_name: str
    basis_text: str
    staleness_days: int
    requested_end_date: Date
    def __init__(self, from_currency_code: _Optional[str] = ..., to_currency_code: _Optional[str] = ..., rate: _Optional[_Union[Number, _Mapping]] = ..., requested_date: _Optional[_Union[Date, _Mapping]] = ..., basis: _Optional[_Union[ConversionDateBasis, str]] = ..., rate_date: _Optional[_Union[Date, _Mapping]] = ..., source: _Optional[str] = ..., route: _Optional[_Iterable[_Union[RateLeg, _Mapping]]] = ..., kind: _Optional[_Union[RateKind, str]] = ..., averaged_publications: _Optional[int] = ..., relative_precision: _Optional[float] = ..., source_name: _Optional[str] = ..., basis_text: _Optional[str] = ..., staleness_days: _Optional[int] = ..., requested_end_date: _Optional[_Union[Date, _Mapping]] = ...) -> None: ...

class RateLeg(_message.Message):
    __slots__ = ("from_currency_code", "to_currency_code", "rate", "rate_date", "source")
    FROM_CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    TO_CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    RATE_FIELD_NUMBER: _ClassVar[int]
    RATE_DATE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    from_currency_code: str
    to_currency_code: str
    rate: Number
    rate_date: Date
    source: str
    def __init__(self, from_currency_code: _Optional[str] = ..., to_currency_code: _Optional[str] = ..., rate: _Optional[_Union[Number, _Mapping]] = ..., rate_date: _Optional[_Union[Date, _Mapping]] = ..., source: _Optional[str] = ...) -> None: ...

class Relation(_message.Message):
    __slots__ = ("type", "from_figure_id", "to_figure_id", "implied_rate", "deviation", "table_rate", "at_publication", "best_fit")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    FROM_FIGURE_ID_FIELD_NUMBER: _ClassVar[int]
    TO_FIGURE_ID_FIELD_NUMBER: _ClassVar[int]
    IMPLIED_RATE_FIELD_NUMBER: _ClassVar[int]
    DEVIATION_FIELD_NUMBER: _ClassVar[int]
    TABLE_RATE_FIELD_NUMBER: _ClassVar[int]
    AT_PUBLICATION_FIELD_NUMBER: _ClassVar[int]
    BEST_FIT_FIELD_NUMBER: _ClassVar[int]
    type: RelationType
    from_figure_id: str
    to_figure_id: str
    implied_rate: Number
    deviation: float
    table_rate: CurrencyRate
    at_publication: RateComparison
    best_fit: RateFit
    def __init__(self, type: _Optional[_Union[RelationType, str]] = ..., from_figure_id: _Optional[str] = ..., to_figure_id: _Optional[str] = ..., implied_rate: _Optional[_Union[Number, _Mapping]] = ..., deviation: _Optional[float] = ..., table_rate: _Optional[_Union[CurrencyRate, _Mapping]] = ..., at_publication: _Optional[_Union[RateComparison, _Mapping]] = ..., best_fit: _Optional[_Union[RateFit, _Mapping]] = ...) -> None: ...

class RateComparison(_message.Message):
    __slots__ = ("rate", "deviation")
    RATE_FIELD_NUMBER: _ClassVar[int]
    DEVIATION_FIELD_NUMBER: _ClassVar[int]
    rate: CurrencyRate
    deviation: float
    def __init__(self, rate: _Optional[_Union[CurrencyRate, _Mapping]] = ..., deviation: _Optional[float] = ...) -> None: ...

class RateFit(_message.Message):
    __slots__ = ("rate", "deviation", "first_date", "last_date", "rounding")
    RATE_FIELD_NUMBER: _ClassVar[int]
    DEVIATION_FIELD_NUMBER: _ClassVar[int]
    FIRST_DATE_FIELD_NUMBER: _ClassVar[int]
    LAST_DATE_FIELD_NUMBER: _ClassVar[int]
    ROUNDING_FIELD_NUMBER: _ClassVar[int]
    rate: CurrencyRate
    deviation: float
    first_date: Date
    last_date: Date
    rounding: float
    def __init__(self, rate: _Optional[_Union[CurrencyRate, _Mapping]] = ..., deviation: _Optional[float] = ..., first_date: _Optional[_Union[Date, _Mapping]] = ..., last_date: _Optional[_Union[Date, _Mapping]] = ..., rounding: _Optional[float] = ...) -> None: ...

class Warning(_message.Message):
    __slots__ = ("reason", "message", "metadata")
    class MetadataEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    reason: str
    message: str
    metadata: _containers.ScalarMap[str, str]
    def __init__(self, reason: _Optional[str] = ..., message: _Optional[str] = ..., metadata: _Optional[_Mapping[str, str]] = ...) -> None: ...

class Provenance(_message.Message):
    __slots__ = ("rule", "refinements")
    RULE_FIELD_NUMBER: _ClassVar[int]
    REFINEMENTS_FIELD_NUMBER: _ClassVar[int]
    rule: str
    refinements: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, rule: _Optional[str] = ..., refinements: _Optional[_Iterable[str]] = ...) -> None: ...

class Engine(_message.Message):
    __slots__ = ("name", "version")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: str
    def __init__(self, name: _Optional[str] = ..., version: _Optional[str] = ...) -> None: ...

class RateTable(_message.Message):
    __slots__ = ("sources", "version", "first_date", "last_date")
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    FIRST_DATE_FIELD_NUMBER: _ClassVar[int]
    LAST_DATE_FIELD_NUMBER: _ClassVar[int]
    sources: _containers.RepeatedScalarFieldContainer[str]
    version: str
    first_date: Date
    last_date: Date
    def __init__(self, sources: _Optional[_Iterable[str]] = ..., version: _Optional[str] = ..., first_date: _Optional[_Union[Date, _Mapping]] = ..., last_date: _Optional[_Union[Date, _Mapping]] = ...) -> None: ...

class Error(_message.Message):
    __slots__ = ("code", "message", "reason", "field", "metadata")
    class MetadataEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    code: int
    message: str
    reason: str
    field: str
    metadata: _containers.ScalarMap[str, str]
    def __init__(self, code: _Optional[int] = ..., message: _Optional[str] = ..., reason: _Optional[str] = ..., field: _Optional[str] = ..., metadata: _Optional[_Mapping[str, str]] = ...) -> None: ...

class ConvertRequest(_message.Message):
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[ConvertItem]
    def __init__(self, items: _Optional[_Iterable[_Union[ConvertItem, _Mapping]]] = ...) -> None: ...

class ConvertItem(_message.Message):
    __slots__ = ("value", "from_unit", "to_unit", "conversion_date", "latest", "max_rate_staleness", "rate_sources")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    FROM_UNIT_FIELD_NUMBER: _ClassVar[int]
    TO_UNIT_FIELD_NUMBER: _ClassVar[int]
    CONVERSION_DATE_FIELD_NUMBER: _ClassVar[int]
    LATEST_FIELD_NUMBER: _ClassVar[int]
    MAX_RATE_STALENESS_FIELD_NUMBER: _ClassVar[int]
    RATE_SOURCES_FIELD_NUMBER: _ClassVar[int]
    value: str
    from_unit: str
    to_unit: str
    conversion_date: Date
    latest: bool
    max_rate_staleness: _duration_pb2.Duration
    rate_sources: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, value: _Optional[str] = ..., from_unit: _Optional[str] = ..., to_unit: _Optional[str] = ..., conversion_date: _Optional[_Union[Date, _Mapping]] = ..., latest: _Optional[bool] = ..., max_rate_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., rate_sources: _Optional[_Iterable[str]] = ...) -> None: ...

class ConvertResponse(_message.Message):
    __slots__ = ("results", "rates")
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    RATES_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[ConvertResult]
    rates: RateTable
    def __init__(self, results: _Optional[_Iterable[_Union[ConvertResult, _Mapping]]] = ..., rates: _Optional[_Union[RateTable, _Mapping]] = ...) -> None: ...

class ConvertResult(_message.Message):
    __slots__ = ("conversion", "error")
    CONVERSION_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    conversion: Conversion
    error: Error
    def __init__(self, conversion: _Optional[_Union[Conversion, _Mapping]] = ..., error: _Optional[_Union[Error, _Mapping]] = ...) -> None: ...

class ListUnitsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "dimension")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    DIMENSION_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    dimension: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., dimension: _Optional[str] = ...) -> None: ...

class ListUnitsResponse(_message.Message):
    __slots__ = ("units", "next_page_token")
    UNITS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    units: _containers.RepeatedCompositeFieldContainer[UnitDefinition]
    next_page_token: str
    def __init__(self, units: _Optional[_Iterable[_Union[UnitDefinition, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UnitDefinition(_message.Message):
    __slots__ = ("unit", "ucum", "dimension", "surfaces", "si_factor", "si_offset")
    UNIT_FIELD_NUMBER: _ClassVar[int]
    UCUM_FIELD_NUMBER: _ClassVar[int]
    DIMENSION_FIELD_NUMBER: _ClassVar[int]
    SURFACES_FIELD_NUMBER: _ClassVar[int]
    SI_FACTOR_FIELD_NUMBER: _ClassVar[int]
    SI_OFFSET_FIELD_NUMBER: _ClassVar[int]
    unit: str
    ucum: str
    dimension: str
    surfaces: _containers.RepeatedScalarFieldContainer[str]
    si_factor: Number
    si_offset: Number
    def __init__(self, unit: _Optional[str] = ..., ucum: _Optional[str] = ..., dimension: _Optional[str] = ..., surfaces: _Optional[_Iterable[str]] = ..., si_factor: _Optional[_Union[Number, _Mapping]] = ..., si_offset: _Optional[_Union[Number, _Mapping]] = ...) -> None: ...

class ListCurrenciesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCurrenciesResponse(_message.Message):
    __slots__ = ("currencies", "next_page_token")
    CURRENCIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    currencies: _containers.RepeatedCompositeFieldContainer[Currency]
    next_page_token: str
    def __init__(self, currencies: _Optional[_Iterable[_Union[Currency, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class Currency(_message.Message):
    __slots__ = ("currency_code", "display_name", "symbols", "surfaces", "withdrawn_date", "minor_digits")
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    SYMBOLS_FIELD_NUMBER: _ClassVar[int]
    SURFACES_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWN_DATE_FIELD_NUMBER: _ClassVar[int]
    MINOR_DIGITS_FIELD_NUMBER: _ClassVar[int]
    currency_code: str
    display_name: str
    symbols: _containers.RepeatedScalarFieldContainer[str]
    surfaces: _containers.RepeatedScalarFieldContainer[str]
    withdrawn_date: Date
    minor_digits: int
    def __init__(self, currency_code: _Optional[str] = ..., display_name: _Optional[str] = ..., symbols: _Optional[_Iterable[str]] = ..., surfaces: _Optional[_Iterable[str]] = ..., withdrawn_date: _Optional[_Union[Date, _Mapping]] = ..., minor_digits: _Optional[int] = ...) -> None: ...

class ListRateCoverageRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "currency_code")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    currency_code: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., currency_code: _Optional[str] = ...) -> None: ...

class ListRateCoverageResponse(_message.Message):
    __slots__ = ("coverages", "next_page_token")
    COVERAGES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    coverages: _containers.RepeatedCompositeFieldContainer[RateCoverage]
    next_page_token: str
    def __init__(self, coverages: _Optional[_Iterable[_Union[RateCoverage, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RateCoverage(_message.Message):
    __slots__ = ("currency_code", "quote_currency_code", "source", "first_date", "last_date", "max_gap_days", "publications", "source_name", "holes")
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    QUOTE_CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    FIRST_DATE_FIELD_NUMBER: _ClassVar[int]
    LAST_DATE_FIELD_NUMBER: _ClassVar[int]
    MAX_GAP_DAYS_FIELD_NUMBER: _ClassVar[int]
    PUBLICATIONS_FIELD_NUMBER: _ClassVar[int]
    SOURCE_NAME_FIELD_NUMBER: _ClassVar[int]
    HOLES_FIELD_NUMBER: _ClassVar[int]
    currency_code: str
    quote_currency_code: str
    source: str
    first_date: Date
    last_date: Date
    max_gap_days: int
    publications: int
    source_name: str
    holes: _containers.RepeatedCompositeFieldContainer[RateHole]
    def __init__(self, currency_code: _Optional[str] = ..., quote_currency_code: _Optional[str] = ..., source: _Optional[str] = ..., first_date: _Optional[_Union[Date, _Mapping]] = ..., last_date: _Optional[_Union[Date, _Mapping]] = ..., max_gap_days: _Optional[int] = ..., publications: _Optional[int] = ..., source_name: _Optional[str] = ..., holes: _Optional[_Iterable[_Union[RateHole, _Mapping]]] = ...) -> None: ...

class RateHole(_message.Message):
    __slots__ = ("first_date", "last_date")
    FIRST_DATE_FIELD_NUMBER: _ClassVar[int]
    LAST_DATE_FIELD_NUMBER: _ClassVar[int]
    first_date: Date
    last_date: Date
    def __init__(self, first_date: _Optional[_Union[Date, _Mapping]] = ..., last_date: _Optional[_Union[Date, _Mapping]] = ...) -> None: ...

class GetServiceInfoRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetServiceInfoResponse(_message.Message):
    __slots__ = ("engine", "rates", "limits", "default_options", "concept_categories", "language_codes", "build", "engines")
    ENGINE_FIELD_NUMBER: _ClassVar[int]
    RATES_FIELD_NUMBER: _ClassVar[int]
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_OPTIONS_FIELD_NUMBER: _ClassVar[int]
    CONCEPT_CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODES_FIELD_NUMBER: _ClassVar[int]
    BUILD_FIELD_NUMBER: _ClassVar[int]
    ENGINES_FIELD_NUMBER: _ClassVar[int]
    engine: Engine
    rates: RateTable
    limits: Limits
    default_options: ExtractOptions
    concept_categories: _containers.RepeatedScalarFieldContainer[str]
    language_codes: _containers.RepeatedScalarFieldContainer[str]
    build: str
    engines: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, engine: _Optional[_Union[Engine, _Mapping]] = ..., rates: _Optional[_Union[RateTable, _Mapping]] = ..., limits: _Optional[_Union[Limits, _Mapping]] = ..., default_options: _Optional[_Union[ExtractOptions, _Mapping]] = ..., concept_categories: _Optional[_Iterable[str]] = ..., language_codes: _Optional[_Iterable[str]] = ..., build: _Optional[str] = ..., engines: _Optional[_Iterable[str]] = ...) -> None: ...

class Limits(_message.Message):
    __slots__ = ("max_text_bytes", "max_batch_size", "max_in_flight", "max_target_currencies", "max_target_units")
    MAX_TEXT_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_BATCH_SIZE_FIELD_NUMBER: _ClassVar[int]
    MAX_IN_FLIGHT_FIELD_NUMBER: _ClassVar[int]
    MAX_TARGET_CURRENCIES_FIELD_NUMBER: _ClassVar[int]
    MAX_TARGET_UNITS_FIELD_NUMBER: _ClassVar[int]
    max_text_bytes: int
    max_batch_size: int
    max_in_flight: int
    max_target_currencies: int
    max_target_units: int
    def __init__(self, max_text_bytes: _Optional[int] = ..., max_batch_size: _Optional[int] = ..., max_in_flight: _Optional[int] = ..., max_target_currencies: _Optional[int] = ..., max_target_units: _Optional[int] = ...) -> None: ...

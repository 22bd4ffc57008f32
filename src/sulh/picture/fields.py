"""All field types, for those who declare a kind of record."""

from sulh.picture.field_type import Column, FieldType, Sealed
from sulh.picture.number_fields import BoundsField, DayField, QuantityField, WholeField
from sulh.picture.place_fields import PlaceField, SpanField
from sulh.picture.reliability_field import ReliabilityField
from sulh.picture.text_fields import (
    ActorField,
    AddressField,
    AgentField,
    ChoiceField,
    FileNameField,
    KeyField,
    NameField,
    ReferenceField,
    RowNumberField,
    SealableTextField,
    SenderField,
    TextField,
    WordsField,
    YesNoField,
)

__all__ = [
    "ActorField",
    "AddressField",
    "AgentField",
    "BoundsField",
    "ChoiceField",
    "Column",
    "DayField",
    "FieldType",
    "FileNameField",
    "KeyField",
    "NameField",
    "PlaceField",
    "QuantityField",
    "ReferenceField",
    "ReliabilityField",
    "RowNumberField",
    "SealableTextField",
    "Sealed",
    "SenderField",
    "SpanField",
    "TextField",
    "WholeField",
    "WordsField",
    "YesNoField",
]

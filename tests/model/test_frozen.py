"""Values of the model cannot be changed once they are made: evidence stays what it was."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from msgspec import Struct, StructMeta

import generator.model
from tests.factory import article, fact

_FACT = fact(article("甲乙经开区今年帮助企业解决问题26个。", "a1"), "26个", "26", "个")


@pytest.mark.parametrize("value", [_FACT, _FACT.quote, _FACT.quantity], ids=["fact", "quote", "quantity"])  # fmt: skip
def test_a_field_cannot_be_assigned_to(value: Struct) -> None:
    for name in value.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(value, name, None)


def test_every_struct_of_the_model_is_frozen() -> None:
    names = [module.name for module in pkgutil.iter_modules(generator.model.__path__)]
    modules = [importlib.import_module(f"generator.model.{name}") for name in names]
    classes = {c for m in modules for c in vars(m).values() if isinstance(c, StructMeta)}
    changing = {c.__name__ for c in classes if not c.__struct_config__.frozen} - {"Struct"}
    assert len(classes) > 20
    assert changing == set()

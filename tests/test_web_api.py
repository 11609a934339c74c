"""The API against its own description: schemathesis on every endpoint."""

import hypothesis
import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck
from schemathesis import checks
from tests.websites import client, get

DOCUMENT = "http://foedus.test/api.json"
schema = schemathesis.openapi.from_asgi("/api.json", client().app)


@schema.parametrize()
@hypothesis.settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
def test_every_endpoint_keeps_to_its_description(case: schemathesis.Case) -> None:
    answer = case.call()
    assert answer.status_code < 500 or answer.status_code == 503, answer.text[:500]
    assert answer.status_code != 503
    if answer.status_code not in (303, 304):
        case.validate_response(
            answer, checks=[checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance, checks.response_schema_conformance]
        )


def test_the_description_is_sound() -> None:
    document = get("/api.json").json()
    assert document["openapi"].startswith("3.1")
    assert {"Opinion", "Scenario", "Problems"} <= set(document["components"]["schemas"])
    text = str(document)
    for name in {part.split("'")[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in document["components"]["schemas"], name


def test_the_opinion_is_the_one_that_is_published() -> None:
    from foedus.cli.check import _schema

    jsonschema.validate(get("/ask.json?attack=RUS:FIN&on=2026-11-01").json(), _schema("opinion"))


@pytest.mark.parametrize("path", ["/api", "/fr/api"])
def test_its_page_lists_every_address(path: str) -> None:
    text = get(path, accept="text/html").text
    for address in get("/api.json").json()["paths"]:
        assert address.rpartition(".")[0] in text

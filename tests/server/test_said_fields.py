"""Each text of an answer is either data, or said in the reader's language: a new one has to be one of the two."""

from sulh.server.openapi import api_description

SAID = {
    *("AlertOut.rule_words", "CallOut.cannot", "ChainAnswer.notes", "ChoiceBetweenOut.left_out"),
    *("CloseSerialOut.reason", "ConditionEvidenceOut.says"),
    *("EventOut.what", "FindingsOut.set_aside", "FindingsOut.versions", "FirstDaysOut.assumption"),
    *("ForecastOut.left_out", "ImportOut.assumptions", "ImportOut.problems"),
    *("InjectLine.fault", "InjectLine.what", "InjectLine.why_not", "PlanOut.faults"),
    *("OneRecordOut.set_aside", "OneRecordOut.summary", "PreviewLineOut.set_aside"),
    *("PreviewLineOut.summary", "DisclosureOut.set_aside"),
    *("PledgeOut.reasons", "ProblemSummary.examples"),
    *("ProjectsOut.faults", "ReadinessOut.limits", "ReturnsOut.contradictions", "RoomOut.limit"),
    *("SubmissionOut.problems", "TaskAnswer.alert", "WaitingSiteOut.reason", "WatchAnswer.alerts"),
    *("WatchAnswer.faults", "WeaponsOut.contradictions"),
}
"""What Sulh says in sentences. `problem` of an answer that is computed is said by `BackgroundAnswers`."""
EXPLAINED = {"ExplanationOut", "EvidenceOut"}
"""Said by `sulh.languages.speech` as a whole, in the language that they name."""
OF_MACHINES = {
    *(
        "ChainAnswer.assumption",
        "ChainAnswer.cannot",
        "ChainAnswer.higher",
        "RecordOut.set_aside",
        "RecordOut.summary",
    ),
    *("SyncResultOut.refused", "SyncResultOut.set_aside", "ValidationError.msg"),
    *("FormField.meaning", "FormOut.meaning"),
}
"""Said in English: to other machines, in no page, or where the pages have their own words for it."""
WRITTEN = {
    *("PlaceReadinessOut.stops", "PlaceReadinessOut.unknown", "ConditionEvidenceOut.unknown"),
    *("CourseOut.lacks", "DisasterOut.cause"),
    "PlaceReadinessOut.must_be_assessed",
    *("AnswerOut.text", "CollectionOut.description", "ConfirmationOut.text", "DecisionOut.reason"),
    *("ExerciseMessage.text", "FindingOut.reasons", "HandoverOut.text"),
    *("LateOut.cause", "ObjectiveOut.text", "PreviewLineOut.reason", "ProvisionOut.text"),
    *("MissionOut.summary", "TaskAnswer.reason", "IndicatorOut.blocked", "SiteMessage.text"),
}
"""What somebody wrote, and words that the pages have messages for."""
SENTENCES = {
    *("alert", "alerts", "assumption", "assumptions", "cannot", "cause", "contradictions"),
    *("description", "examples", "fault", "faults", "higher", "limit", "limits", "left_out"),
    *(
        "meaning",
        "msg",
        "must_be_assessed",
        "notes",
        "problems",
        "reason",
        "reasons",
        "refused",
        "rule_words",
        "says",
    ),
    *("sentence", "set_aside", "stops", "summary", "text", "unknown", "versions", "what"),
    *("why_not", "blocked", "lacks"),
}
"""Names of fields that hold sentences; a new such name is put here."""
NAMES = frozenset(
    """
    about access account acknowledged_at acknowledged_by act added address admiralty after agent agreement
    agrees allowed allowed_at arrival arrives_at article asked_at asset assets at audience author because
    begins brought_by budget by calculation capability cared_by category cell choice choice_record choices
    clock cluster code collection committed community complaint computed_at condition content contractor
    contributor cost cost_at_end cost_index costs country created criteria csrf currency cursor cut dangers
    day decisions deployment digest donor donors door due earned end ended ends event evidence excess_m2
    expires facility fairness field file filled_by_pledges finding finished first first_needs format from
    funder gap gift group id key kind kinds known_until label language last last_seen left left_m2 level loc
    maker measured media_type message method milestone missing mission mode month movers moves moves_to name
    names nation nations need new next next_at nobody oidc old only_for only_if options organisations other
    other_serial outcome paid part parties party pattern period phase place plan planned_end planned_start
    possible prev probable_doubles project projects proposed_aliases provider provision public_key purpose
    raised_at reach readers received recipient record recorded_at records ref rejects released remark
    report_kind report_ref requirement retracted revoked_at risk risk_note root rule scale schedule_index
    scopes secret sector seen_by sender serial service settle settled severity signature since site sites
    source stage stance standard start started starts_at state step store strictest subjects successors
    supply task task_type time timezone title to topic trigger type unit unit_type unmet until unverified
    upto used_for valid_from valid_until verdict version vocabulary waivers weapon when where who without
    words working wounded_at writers zone zones
    begun came course current device password_until seen translated under_way unknown_disasters
    """.split()  # noqa: SIM905 -- a list would take four pages
)
"""Names of fields that hold names, ids, times, amounts and words of a vocabulary."""


def is_text(schema):
    """Say whether a field holds plain texts: no times, no words of a closed list."""
    if schema.get("type") == "string":
        return not {"format", "enum", "const"} & schema.keys()
    inner = [schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ())]
    return any(is_text(each) for each in inner if isinstance(each, dict))


def text_fields():
    """Yield the model and the name of each field of an answer that holds texts."""
    document = api_description()
    schemas = document["components"]["schemas"]
    todo: list = [
        each["responses"]
        for path in document["paths"].values()
        for each in path.values()
        if isinstance(each, dict)
    ]
    seen: set = set()
    while todo:
        each = todo.pop()
        if isinstance(each, list):
            todo += each
        elif isinstance(each, dict):
            todo += each.values()
            model = str(each.get("$ref", "")).rpartition("/")[2]
            if model and model not in seen:
                seen.add(model)
                todo.append(schemas[model])
    for model in seen:
        for name, schema in schemas[model].get("properties", {}).items():
            if is_text(schema):
                yield model.rpartition("__")[2], name


def test_each_text_of_an_answer_is_data_or_said_in_the_readers_language():
    """A new field fails here: say it by `Speech` or `room_text`, then put it in its list; no list has more."""
    fields = set(text_fields())
    judged = SAID | WRITTEN | OF_MACHINES
    sentences = {
        f"{model}.{name}"
        for model, name in fields
        if name not in NAMES and name != "problem" and model not in EXPLAINED
    }
    assert sentences - judged == set()
    assert judged - sentences == set()
    assert {name for _, name in fields} - NAMES - SENTENCES == {"problem"}
    assert not NAMES & SENTENCES
    assert len(SAID) + len(WRITTEN) + len(OF_MACHINES) == len(judged)

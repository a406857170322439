"""The nouns of the project; standard library only."""

from corroborate.model.amount import Amount, Bound
from corroborate.model.case import Case, Reading, Reconciliation
from corroborate.model.claim import Claim, Commitment, Happening, Period, Place, Source, SourceKind
from corroborate.model.decision import Bond, Decided, Decision, Reviewed, Ruling, Standing, State, Tie, Verdict, in_order, not_undone
from corroborate.model.desk import (
    ClaimFilter,
    ClaimOrder,
    ClaimRow,
    DayRow,
    FindingFilter,
    FindingRow,
    FindingSort,
    Hit,
    HitKind,
    IncidentRow,
    OriginFilter,
    OriginRow,
    Overview,
    Page,
    Piece,
    PlaceRow,
    ReportFilter,
    ReportRow,
)  # fmt: skip
from corroborate.model.document import Document, Original, Problem, Tip
from corroborate.model.finding import ByHand, Finding, OriginCount, Reason, Relation, RelationType, Status
from corroborate.model.identity import fingerprint
from corroborate.model.mention import Mention, MentionKind
from corroborate.model.people import Account, Identity, Lockbox, Opening, SealedSource
from corroborate.model.person import Person, Role
from corroborate.model.span import Span
from corroborate.model.standard import Counted, Gap, Grade, Standard
from corroborate.model.story import Edge, Incident, Join, Origin, Question, Sketch, Strength, Weighed

__all__ = [
    "Account", "Amount", "Bond", "Bound", "ByHand", "Case", "Claim", "ClaimFilter", "ClaimOrder", "ClaimRow", "Commitment", "Counted",
    "DayRow", "Decided", "Decision", "Document", "Edge", "Finding", "FindingFilter", "FindingRow", "FindingSort", "Gap", "Grade",
    "Happening", "Hit", "HitKind", "Identity", "Incident", "IncidentRow", "Join", "Lockbox", "Mention", "MentionKind", "Opening", "Origin",
    "OriginCount", "OriginFilter", "OriginRow", "Original", "Overview", "Page", "Period", "Person", "Piece", "Place", "PlaceRow", "Problem",
    "Question", "Reading", "Reason", "Reconciliation", "Relation", "RelationType", "ReportFilter", "ReportRow", "Reviewed", "Role",
    "Ruling", "SealedSource", "Sketch", "Source", "SourceKind", "Span", "Standard", "Standing", "State", "Status", "Strength", "Tie", "Tip",
    "Verdict", "Weighed", "fingerprint", "in_order", "not_undone",
]  # fmt: skip

"""The nouns of the project; standard library only."""

from corroborate.model.amount import Amount, Bound
from corroborate.model.case import Case, Reading, Reconciliation
from corroborate.model.claim import Claim, Commitment, Period, Place, Source, SourceKind
from corroborate.model.decision import Decision, Tie
from corroborate.model.document import Document, Original, Problem, Tip
from corroborate.model.finding import Finding, OriginCount, Reason, Relation, RelationType, Status
from corroborate.model.identity import fingerprint
from corroborate.model.mention import Mention, MentionKind
from corroborate.model.person import Person, Role
from corroborate.model.span import Span
from corroborate.model.standard import Counted, Gap, Grade, Standard
from corroborate.model.story import Edge, Incident, Join, Origin, Question, Sketch, Strength, Weighed

__all__ = [
    "Amount", "Bound", "Case", "Claim", "Commitment", "Counted", "Decision", "Document", "Edge", "Finding", "Gap", "Grade", "Incident",
    "Join", "Mention", "MentionKind", "Origin", "OriginCount", "Original", "Period", "Person", "Place", "Problem", "Question", "Reading",
    "Reason", "Reconciliation", "Relation", "RelationType", "Role", "Sketch", "Source", "SourceKind", "Span", "Standard", "Status",
    "Strength", "Tie", "Tip", "Weighed", "fingerprint",
]  # fmt: skip

"""One address for each kind of page."""

from __future__ import annotations

from urllib.parse import quote

SITE = "/page/tower-hamlets"
PLAN = f"{SITE}/plan/strategic-2021-24"
THREAD = "/lineage/tower-hamlets/plan"

COUNTED = "SELECT ?kind (COUNT(*) AS ?number) { ?s a ?kind } GROUP BY ?kind"
DESCRIBED = "DESCRIBE ?s { ?s a <https://w3id.org/goldenthread/def#Plan> }"

PAGES = {
    "home": "/",
    "plans": "/plans",
    "plan": PLAN,
    "plan known by name": f"{SITE}/plan/strategic-2022-26",
    "priority": f"{SITE}/plan/partnership-2023-28/priority/3",
    "outcome": f"{PLAN}/outcome/5",
    "action": f"{PLAN}/outcome/5/action/1",
    "measure": f"{SITE}/plan/partnership-2018-23/measure/employment-rate",
    "money": "/money",
    "money without a budget": "/money?plan=plan/partnership-2023-28",
    "documents": "/documents",
    "text of a document": "/documents/tower-hamlets/cabinet-2018-tower-hamlets-plan/text",
    "quality": "/quality",
    "quality narrowed": "/quality?kind=contradiction",
    "budget line": f"{SITE}/budget/strategic-plan-2021-24/spending/5/net-2021-22",
    "body": f"{SITE}/org/community-safety-partnership",
    "foreign address": "/page?iri=http%3A%2F%2Freference.data.gov.uk%2Fid%2Fgovernment-year%2F2017-2018",
    "boards": "/boards",
    "boards of one document": "/boards?document=document/cabinet-2018-tower-hamlets-plan",
    "duties": "/duties",
    "duty": f"{SITE}/duty/serious-violence",
    "evidence": "/evidence",
    "engagement exercise": f"{SITE}/engagement/partnership-plan-2023-28-events",
    "recommendations": "/recommendations",
    "recommendation": f"{SITE}/recommendation/lga-2023/7",
    "law": f"{SITE}/legislation/ukpga/1998/37",
    "strategy": f"{SITE}/strategy/air-quality-action-plan",
    "evidence item": f"{SITE}/evidence/poverty-review",
    "finding": f"{SITE}/finding/strategic-2021-new-homes",
    "target": f"{SITE}/target/local-plan-homes",
    "document": f"{SITE}/document/cabinet-2018-tower-hamlets-plan",
    "thread": f"{THREAD}/partnership-2023-28/priority/3",
    "timeline": "/timeline",
    "compare form": "/compare",
    "compare": "/compare?left=plan/partnership-2018-23/priority/c&right=plan/strategic-2021-24/outcome/7",
    "gaps": "/gaps",
    "measures": "/measures",
    "measures narrowed": "/measures?status=worsened",
    "thread of an outcome": f"{THREAD}/strategic-2021-24/outcome/6",
    "thread with an open layer": f"{THREAD}/strategic-2021-24/priority/2?open=measures",
    "thread of a plan": f"{THREAD}/partnership-2018-23",
    "threads of a board": "/lineage/tower-hamlets/org/community-safety-partnership",
    "end of a thread": "/lineage/tower-hamlets/document/strategic-plan-2021-24",
    "sheet": f"{THREAD}/strategic-2021-24/outcome/6?sheet",
    "topics": "/topics",
    "topic": f"{SITE}/topic/topics/housing",
    "topic of nothing": f"{SITE}/topic/protected-characteristics/pregnancy-and-maternity",
    "changes": "/changes",
    "changes of a board": "/changes/tower-hamlets/org/community-safety-partnership",
    "search": "/search?q=children",
    "search by type": "/search?q=safety&type=action",
    "nothing found": "/search?q=zeppelin",
    "questions": "/queries",
    "question": "/queries/evidence/passages_of_node?node=plan%2Fstrategic-2021-24%2Foutcome%2F5",
    "question as a chart": "/queries/money/cost_of_outcomes?outcome=plan%2Fstrategic-2021-24%2Foutcome%2F6&view=chart",
    "questions searched": "/queries?q=budget",
    "sparql form": "/sparql",
    "sparql chart": f"/sparql?query={quote(COUNTED)}&view=chart",
    "sparql triples": f"/sparql?query={quote(DESCRIBED)}",
    "sparql result": "/sparql?query=SELECT%20*%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
    "accessibility": "/accessibility",
    "privacy": "/privacy",
    "contact": "/contact",
    "definitions": "/def",
    "code list": "/code/basis",
    "code": "/code/basis-curated",
    "named graphs": "/graph",
    "named graph": "/graph/tower-hamlets/document/strategic-plan-2021-24",
    "downloads": "/downloads",
    "catalogue": "/catalog",
}

MISTAKES = {
    "unknown page": f"{PLAN}/outcome/99",
    "nothing to compare": "/compare?left=zeppelin",
    "unknown layer": f"{THREAD}/strategic-2021-24/outcome/6?open=treasure",
    "sparql mistake": "/sparql?query=SELECT%20*%20WHER",
    "question mistake": "/queries/evidence/passages_of_node?node=%3C%3E",
    "question about nothing": "/queries/evidence/passages_of_node?node=plan%2Fstrategic-2021-24%2Foutcom%2F6",
}

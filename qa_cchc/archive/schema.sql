-- The catalogue of one index version. Opens as it is in Datasette or any SQLite program; written once, then only read.
-- Dates are ISO 8601; columns named *_json hold JSON; boxes are [page, x0, y0, x1, y1] in PDF points, origin top left.

CREATE TABLE reports (
    ordinal INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL,                 -- path below the corpus folder, with "/"
    root TEXT NOT NULL,                 -- the corpus folder it was read from
    file_sha256 TEXT NOT NULL,          -- of the file as it lay there; differs from sha256 when an older reading was kept
    sha256 TEXT NOT NULL,               -- of the file that was read
    number TEXT,
    date TEXT,
    kind TEXT,
    title TEXT,
    agency TEXT,
    place TEXT,
    level TEXT,
    province TEXT,
    period_id TEXT,
    period_label TEXT,
    period_start TEXT,
    period_end TEXT,
    window_start TEXT,
    window_end TEXT,
    signer TEXT,
    pages INTEGER NOT NULL,
    paged INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('ok', 'partial', 'failed')),
    warnings_json TEXT NOT NULL,        -- what the reader said of the file
    sheets_json TEXT NOT NULL,          -- names of a workbook's sheets, in order
    archive_warnings_json TEXT NOT NULL,  -- what the build said of it: a copy, an older reading that was kept
    mixed INTEGER NOT NULL DEFAULT 0,   -- has figures of another place, or without its period or level
    document BLOB NOT NULL              -- the whole report as read: JSON lists in the order of the records' fields, zlib
);
CREATE INDEX reports_period ON reports (period_id);
CREATE INDEX reports_place ON reports (place);
CREATE INDEX reports_number ON reports (number);

CREATE TABLE passages (
    ordinal INTEGER PRIMARY KEY,        -- from 0; the row of its vector
    id TEXT NOT NULL UNIQUE,
    report_id TEXT NOT NULL REFERENCES reports (id),
    section TEXT NOT NULL,
    page INTEGER NOT NULL,
    line INTEGER,
    origin TEXT NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    boxes_json TEXT NOT NULL
);
CREATE INDEX passages_report ON passages (report_id);

-- Figures of one indicator, holder and office over the periods of one length: what may be compared without a thought.
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    "key" TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,                 -- for a person: indicator · office, holder · length of its periods
    office TEXT NOT NULL,               -- who reports: "thị xã Lam Khê, tỉnh Hoài Giang"
    indicator_id TEXT NOT NULL,         -- the general one, the same at every level
    holder TEXT NOT NULL,               -- whose figure, as a key; "" for the office itself
    kind TEXT NOT NULL,                 -- "số", "%", "đồng"
    span TEXT NOT NULL,                 -- "tháng", "quý", "6 tháng", "9 tháng", "năm"; "lũy kế quý" counts from before it
    figures INTEGER NOT NULL DEFAULT 0,
    reports INTEGER NOT NULL DEFAULT 0,
    periods INTEGER NOT NULL DEFAULT 0,
    first_period TEXT,
    last_period TEXT
);
CREATE INDEX series_indicator ON series (indicator_id, office);
CREATE INDEX series_office ON series (office);
CREATE INDEX series_holder ON series (indicator_id, holder);

CREATE TABLE figures (
    ordinal INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES reports (id),
    indicator TEXT NOT NULL,
    indicator_id TEXT,
    value NUMERIC,
    text TEXT NOT NULL,
    unit TEXT,
    state TEXT NOT NULL,
    approximate INTEGER NOT NULL,
    cumulative INTEGER,
    numerator NUMERIC,
    denominator NUMERIC,
    "change" TEXT,
    about TEXT NOT NULL,
    period_id TEXT,
    period_label TEXT,
    period_start TEXT,
    period_end TEXT,
    window_start TEXT,
    window_end TEXT,
    place TEXT,
    level TEXT,
    scope TEXT,
    origin TEXT NOT NULL,
    form TEXT,
    code TEXT,
    note TEXT,
    section TEXT NOT NULL,
    page INTEGER NOT NULL,
    line INTEGER,
    quote TEXT NOT NULL,
    mark_start INTEGER,
    mark_end INTEGER,
    boxes_json TEXT NOT NULL,
    facets_json TEXT NOT NULL,
    "group" TEXT NOT NULL,
    whole TEXT,                         -- id of the figure it is openly a part of
    same_json TEXT NOT NULL,            -- ids of figures of its report that state the same thing, with the same value
    differs_json TEXT NOT NULL,         -- … with another value
    holder TEXT NOT NULL,               -- whose figure, as a key; "" for the reporting office itself
    series INTEGER REFERENCES series (id),
    corrected_by TEXT,                  -- id of the figure of a newer report that takes its place
    corrects_json TEXT NOT NULL DEFAULT '[]',  -- ids of the figures of earlier reports whose place it takes
    confirms_json TEXT NOT NULL DEFAULT '[]'   -- … which it states again
);
CREATE INDEX figures_id ON figures (id);
CREATE INDEX figures_report ON figures (report_id);
CREATE INDEX figures_indicator ON figures (indicator_id, period_id, place);
CREATE INDEX figures_place ON figures (place, period_id);
CREATE INDEX figures_period ON figures (period_id, level);
CREATE INDEX figures_level ON figures (level);
CREATE INDEX figures_series ON figures (series, period_end);

-- What the checks of a report's own arithmetic, and of reports against each other (across = 1), have to say.
CREATE TABLE findings (
    ordinal INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    kind TEXT NOT NULL CHECK (kind IN ('ratio', 'sum', 'conflict', 'unit', 'period')),
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
    "check" TEXT NOT NULL,
    message TEXT NOT NULL,
    stated TEXT NOT NULL,
    expected TEXT NOT NULL,
    quotes_json TEXT NOT NULL,          -- [[report id, page, quote], …]
    figures_json TEXT NOT NULL,         -- ids of the figures concerned
    across INTEGER NOT NULL
);
CREATE INDEX findings_report ON findings (report_id);

CREATE TABLE finding_figures (
    figure_id TEXT NOT NULL,
    finding INTEGER NOT NULL REFERENCES findings (ordinal),
    PRIMARY KEY (figure_id, finding)
) WITHOUT ROWID;

-- What took the place of what on 01/7/2025, for the places that the archive has reports of. Two places are never one.
CREATE TABLE place_links (
    old TEXT NOT NULL,
    old_within TEXT NOT NULL,           -- "thị xã Duyên Hải, tỉnh Trà Vinh"
    new TEXT NOT NULL,
    new_within TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('unchanged', 'renamed', 'merged', 'divided', 'dissolved')),
    PRIMARY KEY (old, old_within, new, new_within)
) WITHOUT ROWID;

-- Other documents that a report refers to (see reading/cited.py): one row for each time it does.
CREATE TABLE cited_documents (
    ordinal INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    kind TEXT,                          -- "quyết định", "luật"
    number TEXT,                        -- as printed
    number_key TEXT,                    -- the same for all spellings of a number: 766/qdttg
    date TEXT,
    issuer TEXT,                        -- as the text says it
    issuer_of_number TEXT,              -- who alone can have issued a document of that number, whatever the text says
    title TEXT,
    section TEXT NOT NULL,
    page INTEGER NOT NULL,
    line INTEGER,
    quote TEXT NOT NULL,
    boxes_json TEXT NOT NULL
);
CREATE INDEX cited_documents_report ON cited_documents (report_id);
CREATE INDEX cited_documents_number ON cited_documents (number_key);

-- The folded terms each figure is found by (rowid = figures.ordinal): its own words, and those around it.
CREATE VIRTUAL TABLE figure_terms USING fts5 (own, context, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE figure_vocabulary USING fts5vocab ('figure_terms', 'row');

CREATE VIEW figures_with_source AS
SELECT
    r.place AS report_place, r.number AS report_number, r.date AS report_date, r.agency, r.file,
    f.indicator, f.value, f.text, f.unit, f.state, f.scope, f.period_label, f.place, f.origin, f.form, f.code,
    f.section, f.page, f.quote
FROM figures AS f JOIN reports AS r ON r.id = f.report_id;

-- The figures of every series in the order of its periods, those that a newer report corrects marked.
CREATE VIEW series_figures AS
SELECT
    f.series, s.office, s.indicator_id, s.holder, s.span, f.period_id, f.period_label, f.value, f.text, f.unit,
    f.corrected_by IS NOT NULL AS superseded, r.number AS report_number, r.date AS report_date, r.file, f.section,
    f.page, f.quote, f.id AS figure_id
FROM series AS s CROSS JOIN figures AS f ON f.series = s.id JOIN reports AS r ON r.id = f.report_id
WHERE f.state = 'value'
ORDER BY s.id, f.period_end, f.period_start, r.date;

-- What each series says of its latest period.
CREATE VIEW latest AS
SELECT
    s.id AS series, s.name, s.office, s.indicator_id, s.holder, s.span, s.last_period, f.value, f.text, f.unit,
    r.number AS report_number, r.date AS report_date, r.file, f.section, f.page, f.quote, f.id AS figure_id
FROM series AS s CROSS JOIN figures AS f ON f.ordinal = (
    SELECT g.ordinal FROM figures AS g JOIN reports AS q ON q.id = g.report_id
    WHERE g.series = s.id AND g.state = 'value' AND g.corrected_by IS NULL
    ORDER BY g.period_end DESC, g.corrects_json = '[]', q.date DESC, g.origin <> 'form', g.ordinal LIMIT 1
) JOIN reports AS r ON r.id = f.report_id;

CREATE VIEW findings_with_source AS
SELECT
    n.severity, n.kind, n."check", n.message, n.stated, n.expected, r.number AS report_number, r.date AS report_date,
    r.agency, r.place, r.period_label, r.file, n.across, n.figures_json, n.quotes_json
FROM findings AS n JOIN reports AS r ON r.id = n.report_id
ORDER BY n.severity = 'note', n.severity = 'warning', r.ordinal;

CREATE VIEW cited_documents_with_source AS
SELECT
    c.kind, c.number, c.number_key, c.date, COALESCE(c.issuer, c.issuer_of_number) AS issuer, c.title,
    r.number AS report_number, r.date AS report_date, r.agency, r.file, c.section, c.page, c.quote
FROM cited_documents AS c JOIN reports AS r ON r.id = c.report_id;

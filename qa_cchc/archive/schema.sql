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
    differs_json TEXT NOT NULL          -- … with another value
);
CREATE INDEX figures_id ON figures (id);
CREATE INDEX figures_report ON figures (report_id);
CREATE INDEX figures_indicator ON figures (indicator_id, period_id);
CREATE INDEX figures_place ON figures (place);

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

-- The folded terms each figure is found by (rowid = figures.ordinal): its own words, and those around it.
CREATE VIRTUAL TABLE figure_terms USING fts5 (own, context, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE figure_vocabulary USING fts5vocab ('figure_terms', 'row');

CREATE VIEW figures_with_source AS
SELECT
    r.place AS report_place, r.number AS report_number, r.date AS report_date, r.agency, r.file,
    f.indicator, f.value, f.text, f.unit, f.state, f.scope, f.period_label, f.place, f.origin, f.form, f.code,
    f.section, f.page, f.quote
FROM figures AS f JOIN reports AS r ON r.id = f.report_id;

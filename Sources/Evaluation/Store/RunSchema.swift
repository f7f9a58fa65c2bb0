import GRDB

/// The tables of a run's store, as docs/run-store.md tells them; each change of them is a migration of its own.
enum RunSchema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: version1) }
        migrator.registerMigration("2") { try $0.execute(sql: "ALTER TABLE problems ADD COLUMN samples INTEGER") }
        return migrator
    }()

    /// Whether a store can be read as it is: what a later migration added is nothing in an older one.
    static func isReadable(_ database: Database) throws -> Bool {
        try migrator.appliedIdentifiers(database).contains("1")
    }

    /// `0x61746c73`, "atls": what `file` and SQLite's own tools tell the format by.
    private static let version1 = """
        PRAGMA application_id = 1635019891;

        CREATE TABLE run (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            settings TEXT NOT NULL,
            created TEXT NOT NULL
        ) STRICT;

        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY,
            pid INTEGER NOT NULL,
            host TEXT NOT NULL,
            atlas TEXT NOT NULL,
            toolchains TEXT NOT NULL,
            selection TEXT NOT NULL,
            started TEXT NOT NULL,
            ended TEXT
        ) STRICT;

        CREATE TABLE models (
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            PRIMARY KEY (name, version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE problems (
            id TEXT PRIMARY KEY,
            position INTEGER NOT NULL,
            title TEXT NOT NULL,
            platform TEXT,
            contest_date TEXT,
            difficulty TEXT,
            excluded TEXT
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE results (
            problem TEXT NOT NULL REFERENCES problems (id),
            sample INTEGER NOT NULL,
            scenario TEXT NOT NULL,
            platform TEXT,
            contest_date TEXT,
            difficulty TEXT,
            excluded TEXT,
            seed INTEGER NOT NULL,
            verdict TEXT,
            corrected TEXT,
            public_verdict TEXT,
            message TEXT,
            failure TEXT,
            tests TEXT,
            program TEXT,
            answer TEXT,
            language TEXT NOT NULL,
            stop_reason TEXT,
            explores INTEGER NOT NULL,
            calls INTEGER NOT NULL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            cost_usd REAL,
            call_seconds REAL NOT NULL,
            started TEXT NOT NULL,
            ended TEXT NOT NULL,
            PRIMARY KEY (problem, sample)
        ) STRICT;

        CREATE TABLE trajectories (
            problem TEXT NOT NULL,
            sample INTEGER NOT NULL,
            document TEXT NOT NULL,
            PRIMARY KEY (problem, sample),
            FOREIGN KEY (problem, sample) REFERENCES results (problem, sample)
        ) STRICT;

        CREATE VIEW explores AS
            SELECT problem, sample, value ->> 'n' AS n, value ->> 'model' AS model,
                value ->> '$.judgement.verdict' AS verdict, value ->> '$.judgement.message' AS message,
                value ->> 'program' AS program, value ->> 'approach' AS approach, value ->> 'failure' AS failure,
                value ->> 'finish' AS finish, value ->> '$.usage.input' AS input_tokens,
                value ->> '$.usage.output' AS output_tokens, value ->> 'seconds' AS seconds
            FROM trajectories, json_each(document, '$.explores');

        CREATE TABLE calls (
            problem TEXT NOT NULL,
            sample INTEGER NOT NULL,
            position INTEGER NOT NULL,
            role TEXT NOT NULL,
            n INTEGER NOT NULL,
            model TEXT NOT NULL,
            action TEXT,
            finish TEXT NOT NULL,
            input_tokens INTEGER NOT NULL,
            cached_input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            reasoning_tokens INTEGER NOT NULL,
            seconds REAL NOT NULL,
            cost_usd REAL,
            PRIMARY KEY (problem, sample, position),
            FOREIGN KEY (problem, sample) REFERENCES results (problem, sample)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE grades (
            problem TEXT NOT NULL,
            sample INTEGER NOT NULL,
            document TEXT NOT NULL,
            PRIMARY KEY (problem, sample),
            FOREIGN KEY (problem, sample) REFERENCES results (problem, sample)
        ) STRICT;

        CREATE TABLE failures (
            id INTEGER PRIMARY KEY,
            problem TEXT NOT NULL REFERENCES problems (id),
            sample INTEGER NOT NULL,
            message TEXT,
            ended TEXT NOT NULL
        ) STRICT;

        CREATE TABLE regrades (
            id INTEGER PRIMARY KEY,
            problem TEXT NOT NULL,
            sample INTEGER NOT NULL,
            verdict TEXT,
            corrected TEXT,
            tests TEXT,
            session INTEGER NOT NULL REFERENCES sessions (id),
            FOREIGN KEY (problem, sample) REFERENCES results (problem, sample)
        ) STRICT;
        """
}

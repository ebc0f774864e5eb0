using System.Text.Json.Nodes;

namespace RpmTasks.Testing.BaseImages;

/// <summary>Debian's PostgreSQL, arranged as the official image is: its user's number, where the data lies, and what the variables mean.</summary>
public static class PostgresBase
{
    public const string Reference = "postgres:15";

    private const string UserId = "999";

    /// <summary>Makes the data at the first start, as the official one does, and becomes the server.</summary>
    private const string Entrypoint = """
        #!/bin/sh
        set -eu
        if [ ! -s "$PGDATA/PG_VERSION" ]; then
            : "${POSTGRES_PASSWORD:?is not set}"
            umask 077
            echo "$POSTGRES_PASSWORD" >/tmp/password
            initdb --pgdata="$PGDATA" --username="${POSTGRES_USER:-postgres}" --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8
            rm /tmp/password
            echo "CREATE DATABASE \"${POSTGRES_DB:-${POSTGRES_USER:-postgres}}\"" | postgres --single -D "$PGDATA" postgres
            echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
        fi
        exec "$@" -c listen_addresses='*' -c unix_socket_directories=/tmp

        """;

    /// <summary>The path of its docker archive.</summary>
    public static string Archive => BaseImage.Archive("postgres", Recipe);

    private static ImageRecipe Recipe => new(Reference, "bookworm")
    {
        Packages = ["postgresql-15"],
        Contents = Entrypoint,
        Finish = Finish,
        Config = new JsonObject
        {
            ["Env"] = new JsonArray("PATH=/usr/lib/postgresql/15/bin:/usr/local/bin:/usr/bin:/bin", "PGDATA=/var/lib/postgresql/data"),
            ["Entrypoint"] = new JsonArray("docker-entrypoint.sh"),
            ["Cmd"] = new JsonArray("postgres"),
            ["ExposedPorts"] = new JsonObject { ["5432/tcp"] = new JsonObject() },
            ["StopSignal"] = "SIGINT",
        },
    };

    private static void Finish(string root)
    {
        var entrypoint = Path.Combine(root, "usr/local/bin/docker-entrypoint.sh");
        File.WriteAllText(entrypoint, Entrypoint);
        Command.Do("chmod", "0755", entrypoint);
        // Debian gives the number that is next; and has made a cluster of its own, which nobody wants here.
        Command.Do("sed", "--in-place", $"s/^postgres:x:[0-9]*:[0-9]*:/postgres:x:{UserId}:{UserId}:/", Path.Combine(root, "etc/passwd"));
        Command.Do("sed", "--in-place", $"s/^postgres:x:[0-9]*:/postgres:x:{UserId}:/", Path.Combine(root, "etc/group"));
        Command.Do("rm", "--recursive", Path.Combine(root, "var/lib/postgresql"));
        Directory.CreateDirectory(Path.Combine(root, "var/lib/postgresql/data"));
        Command.Do("chown", "--recursive", $"{UserId}:{UserId}", Path.Combine(root, "var/lib/postgresql"));
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

using RpmTasks.Images.Formats;
using RpmTasks.Images.Model;

namespace RpmTasks.Images.Composition;

/// <summary>The app's config: the base's with what the app adds. Members that are not known here stay.</summary>
internal static class AppConfig
{
    // What the classic builder left of the container it committed; wrong for any image made from it.
    private static readonly string[] Leftovers = ["container", "container_config", "docker_version", "id", "parent"];

    public static ImageConfig Merge(ImageConfig baseConfig, ImmutableArray<Digest> added, AppSettings settings)
    {
        var json = baseConfig.ToJson();
        foreach (var name in Leftovers)
            json.Remove(name);
        var created = DateTimeOffset.FromUnixTimeSeconds(settings.Created).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        json["created"] = created;
        json["config"] = MergeRun(ObjectIn(json, "config"), baseConfig, settings);
        var root = ObjectIn(json, "rootfs");
        root["type"] = "layers";
        root["diff_ids"] = Strings(baseConfig.DiffIds.AddRange(added).Select(digest => digest.ToString()));
        json["history"] = AppHistory.Extend(json["history"] as JsonArray, baseConfig.DiffIds.Length, added.Length, Step(created, settings));
        return ImageConfigReader.Read(ImageJson.Serialise(json), "the app's image");
    }

    private static JsonObject MergeRun(JsonObject run, ImageConfig baseConfig, AppSettings settings)
    {
        var environment = MergeEnvironment(baseConfig.Environment, settings.Environment);
        run["Env"] = Strings(environment);
        run["WorkingDir"] = settings.WorkingDirectory;
        if (!settings.Entrypoint.IsEmpty)
        {
            run["Entrypoint"] = Strings(settings.Entrypoint);
            run.Remove("Cmd");
        }

        if (!settings.Command.IsEmpty)
            run["Cmd"] = Strings(settings.Command);
        if (User(settings, baseConfig, environment) is { } user)
            run["User"] = user;
        foreach (var port in settings.ExposedPorts)
            ObjectIn(run, "ExposedPorts")[port] = new JsonObject();
        foreach (var (key, value) in settings.Labels)
            ObjectIn(run, "Labels")[key] = value;
        return run;
    }

    private static string? User(AppSettings settings, ImageConfig baseConfig, ImmutableArray<string> environment)
    {
        if (!string.IsNullOrEmpty(settings.User))
            return settings.User;
        const string appUid = "APP_UID=";
        return baseConfig.User.Length > 0
            ? null
            : environment.LastOrDefault(pair => pair.StartsWith(appUid, StringComparison.Ordinal))?[appUid.Length..];
    }

    private static ImmutableArray<string> MergeEnvironment(ImmutableArray<string> existing, ImmutableArray<KeyValuePair<string, string>> added)
    {
        var merged = existing.ToList();
        foreach (var (name, value) in added)
        {
            var place = merged.FindIndex(pair => pair.StartsWith(name + "=", StringComparison.Ordinal) || pair == name);
            if (place < 0)
                merged.Add($"{name}={value}");
            else
                merged[place] = $"{name}={value}";
        }

        return [.. merged];
    }

    private static JsonObject Step(string created, AppSettings settings) =>
        new() { ["created"] = created, ["created_by"] = settings.CreatedBy };

    private static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    /// <summary>The object under this name, made when it is absent or null.</summary>
    private static JsonObject ObjectIn(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject existing)
            return existing;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }
}

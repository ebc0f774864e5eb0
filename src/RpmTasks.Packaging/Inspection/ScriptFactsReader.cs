using System.Collections.Immutable;

using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Inspection;

/// <summary>Scriptlets in the order in which rpm runs them, then the triggers.</summary>
internal static class ScriptFactsReader
{
    private static readonly (string When, StringTag Body, StringArrayTag Program)[] Scripts =
    [
        ("pretrans", Tags.PreTrans, Tags.PreTransProg),
        ("pre", Tags.PreIn, Tags.PreInProg),
        ("post", Tags.PostIn, Tags.PostInProg),
        ("preun", Tags.PreUn, Tags.PreUnProg),
        ("postun", Tags.PostUn, Tags.PostUnProg),
        ("posttrans", Tags.PostTrans, Tags.PostTransProg),
        ("preuntrans", Tags.PreUnTrans, Tags.PreUnTransProg),
        ("postuntrans", Tags.PostUnTrans, Tags.PostUnTransProg),
        ("verifyscript", Tags.VerifyScript, Tags.VerifyScriptProg),
    ];

    /// <summary>RPMSENSE_TRIGGER* (rpmds.h).</summary>
    private static readonly (uint Flag, string When)[] TriggerNames =
        [(1 << 25, "triggerprein"), (1 << 16, "triggerin"), (1 << 17, "triggerun"), (1 << 18, "triggerpostun")];

    public static ImmutableArray<ScriptFacts> Read(Header header) =>
    [
        .. from script in Scripts
           where header.Has(script.Body) || header.Has(script.Program)
           select new ScriptFacts(script.When, ProgramOf(header.Get(script.Program)), header.Get(script.Body)),
        .. Triggers(header, new TriggerTags("", Tags.TriggerScripts, Tags.TriggerScriptProg)
        {
            Names = Tags.TriggerName, Versions = Tags.TriggerVersion, Flags = Tags.TriggerFlags, Index = Tags.TriggerIndex,
        }),
        .. Triggers(header, new TriggerTags("file", Tags.FileTriggerScripts, Tags.FileTriggerScriptProg)
        {
            Names = Tags.FileTriggerName, Versions = Tags.FileTriggerVersion, Flags = Tags.FileTriggerFlags, Index = Tags.FileTriggerIndex,
        }),
        .. Triggers(header, new TriggerTags("transfile", Tags.TransFileTriggerScripts, Tags.TransFileTriggerScriptProg)
        {
            Names = Tags.TransFileTriggerName, Versions = Tags.TransFileTriggerVersion, Flags = Tags.TransFileTriggerFlags, Index = Tags.TransFileTriggerIndex,
        }),
    ];

    private static string ProgramOf(string[] words) => words.Length == 0 ? "/bin/sh" : string.Join(' ', words);

    private static IEnumerable<ScriptFacts> Triggers(Header header, TriggerTags tags)
    {
        var (bodies, programs) = (header.Get(tags.Bodies), header.Get(tags.Programs));
        var (names, versions) = (header.Get(tags.Names), header.Get(tags.Versions));
        var flags = header.Get(tags.Flags);
        var byScript = header.Get(tags.Index).Select((script, condition) => (script, condition)).ToLookup(pair => pair.script, pair => pair.condition);
        for (var i = 0; i < bodies.Length; i++)
        {
            var conditions = byScript[(uint)i].Where(condition => condition < names.Length && condition < flags.Length && condition < versions.Length).ToList();
            var kinds = conditions.Aggregate(0u, (all, condition) => all | flags[condition]);
            var when = TriggerNames.Where(trigger => (kinds & trigger.Flag) != 0).Select(trigger => trigger.When).FirstOrDefault() ?? "trigger";
            yield return new ScriptFacts(tags.Prefix + when, programs.ElementAtOrDefault(i) ?? "/bin/sh", bodies[i])
            {
                Conditions = [.. conditions.Select(condition => DependencyFactsReader.TextOf(names[condition], (Sense)flags[condition], versions[condition]))],
            };
        }
    }

    /// <summary>The arrays of one kind of triggers: a script each, and conditions that point at their script.</summary>
    private sealed record TriggerTags(string Prefix, StringArrayTag Bodies, StringArrayTag Programs)
    {
        public required StringArrayTag Names { get; init; }

        public required StringArrayTag Versions { get; init; }

        public required Int32Tag Flags { get; init; }

        public required Int32Tag Index { get; init; }
    }
}

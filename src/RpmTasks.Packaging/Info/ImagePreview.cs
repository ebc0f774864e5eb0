using System.Collections.Immutable;

using RpmTasks.Packaging.Provenance;

namespace RpmTasks.Packaging.Info;

/// <summary>The image as far as it is known without an engine, a registry or a build.</summary>
/// <param name="Unknown">What it lacks, in sentences; empty when it is the image that a pack would take.</param>
internal sealed record ImagePreview(SourcedImage Image, ImmutableArray<string> Unknown);

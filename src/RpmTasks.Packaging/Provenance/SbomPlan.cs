using System.Collections.Immutable;

using RpmTasks.Images.Layout;
using RpmTasks.Packaging.Input;

namespace RpmTasks.Packaging.Provenance;

/// <summary>All that a bill of materials is made of.</summary>
internal sealed record SbomPlan(PackRequest Request, ImageDirectory Image, BaseImage? Base, string Architecture)
{
    public ImmutableArray<Component> Components => Request.Provenance.Components;

    public string Evr
    {
        get
        {
            var identity = Request.Identity;
            return (identity.Epoch is { } epoch ? FormattableString.Invariant($"{epoch}:") : "") + $"{identity.Version}-{identity.Release}";
        }
    }
}

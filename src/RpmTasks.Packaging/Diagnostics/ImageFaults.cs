using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Diagnostics;

/// <summary>The coded message for each fault of an image or engine.</summary>
internal static class ImageFaults
{
    /// <param name="property">The property that named the image, as the user wrote it.</param>
    /// <param name="exception">What the Images room reported.</param>
    public static Problem ToProblem(string property, ImageException exception) =>
        Problem.Of(RuleFor(exception.Fault), property, exception.Subject, exception.Detail);

    public static Rule RuleFor(ImageFault fault) => fault switch
    {
        ImageFault.NotFound => Rules.ImageNotFound,
        ImageFault.Truncated => Rules.ImageTruncated,
        ImageFault.NotAnImage => Rules.NotAnImage,
        ImageFault.DigestMismatch => Rules.DigestMismatch,
        ImageFault.EscapingPath => Rules.EscapingPath,
        ImageFault.LimitExceeded => Rules.LimitExceeded,
        ImageFault.ImageNotListed => Rules.ImageNotListed,
        ImageFault.PlatformMissing => Rules.PlatformMissing,
        ImageFault.UnsuitableFile => Rules.UnsuitableFile,
        ImageFault.SpoolFailed => Rules.SpoolFailed,
        ImageFault.EngineUnreachable => Rules.EngineUnreachable,
        ImageFault.EngineFailed => Rules.EngineFailed,
        ImageFault.BuildFailed => Rules.BuildFailed,
        ImageFault.ImageUnavailable => Rules.ImageUnavailable,
        ImageFault.BadReference => Rules.BadReference,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a rule."),
    };
}

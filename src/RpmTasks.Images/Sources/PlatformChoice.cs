using RpmTasks.Images.Model;

namespace RpmTasks.Images.Sources;

/// <summary>Whether an image is for the platform that is wanted.</summary>
internal static class PlatformChoice
{
    /// <summary>An image that states no variant fits every variant: the config of linux/arm64 rarely says v8.</summary>
    public static bool Fits(ImagePlatform platform, ImagePlatform wanted) =>
        platform.Os == wanted.Os
        && platform.Architecture == wanted.Architecture
        && (platform.Variant is null || wanted.Variant is null || platform.Variant == wanted.Variant);

    public static void Check(ImagePlatform platform, ImagePlatform? wanted, string location)
    {
        if (platform.Os != "linux")
            throw new ImageException(ImageFault.PlatformMissing, location, $"is an image for {platform}; an RPM can carry images for Linux only");
        if (wanted is not null && !Fits(platform, wanted))
            throw new ImageException(ImageFault.PlatformMissing, location, $"is an image for {platform}, not for {wanted}");
    }
}

using RpmTasks.Rpm.Signing;

namespace RpmTasks.Packaging.Signing;

/// <summary>What a signature says of its own time. Hosts refuse one that is older than its key.</summary>
internal static class SigningTime
{
    /// <param name="time">The time of everything in the package.</param>
    /// <exception cref="OpenPgpException">The user chose a time before the key was made.</exception>
    public static uint Of(PublicKey key, long time, SigningRequest request)
    {
        if (time >= key.CreatedAt)
            return (uint)time;
        // A default that the user did not choose may give way; it is as reproducible as the key.
        return request.IsTimeChosen
            ? throw new OpenPgpException(OpenPgpFault.KeyTooNew, $"{key.Name} was made at {key.CreatedAt}, after SOURCE_DATE_EPOCH={time}")
            : key.CreatedAt;
    }
}

using System.Collections.Immutable;

using RpmTasks.Packaging.Users;
using RpmTasks.Rpm.Model;

namespace RpmTasks.Packaging.Files;

/// <summary>What one RpmFile item puts on the host.</summary>
/// <param name="Item">Its Include, for messages.</param>
/// <param name="File">As the package has it, but for the time, which is the package's.</param>
internal sealed record AddedFile(string Item, RpmFile File)
{
    /// <summary>What its lines define, of a file for systemd-sysusers.</summary>
    public ImmutableArray<SysusersLine> Accounts { get; init; } = [];
}

/// <summary>All that the project adds to the image and the service.</summary>
/// <param name="MakesAccounts">Whether the package makes the users and groups that own files.</param>
internal sealed record AddedFiles(ImmutableArray<AddedFile> All, bool MakesAccounts)
{
    public static AddedFiles None { get; } = new([], MakesAccounts: true);
}

namespace RpmTasks.Packaging.Users;

/// <summary>One line for systemd-sysusers (sysusers.d(5)).</summary>
/// <param name="Type">u or u! for a user and its group, g for a group, m for a member, r for a range.</param>
/// <param name="Name">Whom it is about; empty for a range.</param>
/// <param name="Text">The whole line, its fields one blank apart, as rpm puts it into a capability.</param>
internal sealed record SysusersLine(string Type, string Name, string Text)
{
    /// <summary>The group that a member joins.</summary>
    public string Group { get; init; } = "";

    public bool IsUser => Type is "u" or "u!";

    public bool MakesGroup(string name) => (IsUser || Type == "g") && Name == name;

    public bool MakesUser(string name) => IsUser && Name == name;
}

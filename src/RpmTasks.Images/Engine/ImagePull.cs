namespace RpmTasks.Images.Engine;

/// <summary>When the engine asks a registry for an image.</summary>
internal enum ImagePull
{
    /// <summary>When the engine does not have it.</summary>
    Missing,

    /// <summary>Each time, so that a moved tag is followed.</summary>
    Always,

    /// <summary>Not at all.</summary>
    Never,
}

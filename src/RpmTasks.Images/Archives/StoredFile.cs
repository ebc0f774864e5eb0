namespace RpmTasks.Images.Archives;

/// <summary>A file within an archive or a layout folder; its bytes are unchecked.</summary>
internal sealed record StoredFile(long Size, Func<Stream> Open);

/// <summary>Where the files of an image lie: an archive or a folder.</summary>
internal interface IFileStore
{
    /// <summary>The archive or the folder, for messages.</summary>
    string Location { get; }

    /// <summary>null when there is no such file. Links are followed within the store only.</summary>
    StoredFile? Find(string path);
}

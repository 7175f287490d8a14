namespace Rayforce.Server.Journals;

/// <summary>What a journal asks of the file system.</summary>
internal class JournalStorage
{
    private const int CopySize = 1 << 20;

    /// <summary>Opens a file. What is written goes to the system at once; flushing the stream brings it to the disk.</summary>
    public virtual Stream Open(string path, FileMode mode) => new DiskStream(path, mode);

    /// <summary>
    /// Lets a file that is on the disk take the place of another, which is there, or is not; on the disk it does when
    /// the folder is.
    /// </summary>
    public virtual void Replace(string draft, string path) => File.Move(draft, path, overwrite: true);

    /// <summary>Brings the names in a file's folder to the disk.</summary>
    public virtual void SyncFolder(string path) => FolderDisk.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);

    /// <summary>Copies a part of a stream to where another one stands.</summary>
    public static void Copy(Stream from, long start, long end, Stream to)
    {
        var block = new byte[Math.Min(CopySize, Math.Max(1, end - start))];
        from.Position = start;
        for (var left = end - start; left > 0;)
        {
            var part = block.AsSpan(0, (int)Math.Min(block.Length, left));
            from.ReadExactly(part);
            to.Write(part);
            left -= part.Length;
        }
    }

    /// <summary>Without a buffer of its own: bytes that are written are the system's.</summary>
    private sealed class DiskStream(string path, FileMode mode)
        : FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)
    {
        public override void Flush() => Flush(flushToDisk: true);
    }
}

using System.Runtime.InteropServices;
using System.Text;

namespace Rayforce.Server.Journals;

/// <summary>
/// Brings the names in a folder to the disk. A file that was made or renamed may be there after a power failure under
/// no name, or its old one, until its folder has been flushed; .NET flushes no folder.
/// </summary>
internal static partial class FolderDisk
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">It cannot be done.</exception>
    public static void Sync(string folder)
    {
        // Where there is no such thing, the file system sees to it.
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor < 0)
            throw Failure(folder);
        try
        {
            if (Flush(descriptor) < 0)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder) =>
        new($"{folder}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte[] path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

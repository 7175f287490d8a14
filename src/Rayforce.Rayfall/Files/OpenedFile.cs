using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Rayforce.Rayfall.Files;

/// <summary>
/// Opens what a path names without waiting: .NET waits for the other end of a pipe that has none. And says what has been
/// opened: the path may have come to mean something else since it was looked at.
/// </summary>
internal static partial class OpenedFile
{
    private const int NoEntry = 2;
    private const int NoDirectory = 20;

    /// <summary>Opens a file to be read.</summary>
    /// <exception cref="IOException">It cannot be opened, or is a pipe.</exception>
    public static FileStream Read(string path)
    {
        var file = TryGetFlags() is { } flags
            ? new FileStream(Open(path, flags), FileAccess.Read)
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (file.CanSeek)
            return file;
        file.Dispose();
        throw new IOException($"{path} is no file");
    }

    /// <summary>Opens a folder, on Linux, where files can be found by way of it then.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle Hold(string folder) => Open(folder, TryGetFlags()!.Value);

    /// <summary>What an open file or folder is called as long as it is open, on Linux.</summary>
    public static string GetName(SafeFileHandle file) => $"/proc/self/fd/{file.DangerousGetHandle()}";

    /// <summary>Where an open file or folder lies, without links; null where the system does not say.</summary>
    public static string? GetPath(SafeFileHandle file) =>
        OperatingSystem.IsLinux() ? new FileInfo(GetName(file)).LinkTarget : null;

    private static SafeFileHandle Open(string path, int flags)
    {
        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), flags);
        if (descriptor >= 0)
            return new SafeFileHandle(descriptor, ownsHandle: true);
        var error = Marshal.GetLastPInvokeError();
        throw error is NoEntry or NoDirectory
            ? new FileNotFoundException(path)
            : new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>To read, not to wait, and not to leave it to programs that are started; null where there is no such call.</summary>
    private static int? TryGetFlags() =>
        OperatingSystem.IsLinux() ? 0x800 | 0x80000
        : OperatingSystem.IsMacOS() ? 0x4 | 0x1000000
        : null;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte[] path, int flags);
}

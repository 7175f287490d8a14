namespace Rayforce.Server.Journals;

/// <summary>Keeps other processes from a journal, ours and native's, which lock the same file in the same way.</summary>
internal static class JournalLock
{
    /// <summary>Takes the lock; it is given back by disposing of it, or by the end of the process.</summary>
    /// <exception cref="RayforceException">Another process has it.</exception>
    public static FileStream Take(JournalPaths paths)
    {
        try
        {
            return new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(paths.Lock))
        {
            throw new RayforceException(
                $"The journal {paths.Base} is open in another process: {exception.Message}", exception);
        }
    }
}

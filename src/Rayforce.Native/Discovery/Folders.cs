namespace Rayforce.Native.Discovery;

/// <summary>Looks into folders that may not be there, or not be readable.</summary>
internal static class Folders
{
    /// <summary>
    /// What lies in a folder under names of a pattern; nothing where it is not there. Longer names come first, and
    /// greater ones of one length: Python 3.11 before 3.9.
    /// </summary>
    public static IEnumerable<string> Enumerate(string folder, string pattern)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder, pattern)
                .OrderByDescending(path => path.Length)
                .ThenByDescending(path => path, StringComparer.Ordinal);
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}

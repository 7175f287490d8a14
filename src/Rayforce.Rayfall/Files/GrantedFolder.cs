using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Files;

/// <summary>
/// The folder that requests may use. Paths are within it, whether they are relative to it or absolute; links and
/// <c>..</c> are followed before a path is judged, and what lies outside is answered with the error <c>access</c>.
/// </summary>
/// <param name="directory">Where it is.</param>
internal sealed class GrantedFolder(string directory)
{
    private const int MostLinks = 40;
    private const int BlockSize = 1 << 20;

    private static readonly char[] Separators = OperatingSystem.IsWindows() ? ['/', '\\'] : ['/'];

    private readonly string _root = Follow(Path.GetFullPath(directory));

    /// <summary>The place that a path means, without links; it need not exist.</summary>
    /// <exception cref="RayfallException"><c>access</c>: it lies outside.</exception>
    public string Resolve(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            throw Fault.Io($"{path.Replace('\0', '?')}: no path");
        // A drive's own folder, a stream of a file and the like have a colon.
        var isWhole = Path.IsPathFullyQualified(path);
        if (OperatingSystem.IsWindows() && path.AsSpan(isWhole ? Path.GetPathRoot(path)!.Length : 0).Contains(':'))
            throw Outside(path);
        if (Path.IsPathRooted(path) && !isWhole)
            throw Outside(path);
        var place = Attempt(path, () => Follow(isWhole ? path : Path.Combine(_root, path)));
        return Contains(place) ? place : throw Outside(path);
    }

    /// <summary>The bytes of a file, charged before they are read.</summary>
    public byte[] Read(Budget budget, string path)
    {
        using var file = Open(path);
        return Attempt(path, () => Read(budget, file, path));
    }

    /// <summary>A file's bytes as they are asked for.</summary>
    public FileStream Open(string path)
    {
        var place = Resolve(path);
        if (Directory.Exists(place))
            throw Fault.Io($"{path}: is a directory");
        return Attempt(path, () =>
        {
            var file = OpenedFile.Read(place);
            if (Contains(OpenedFile.GetPath(file.SafeFileHandle) ?? Follow(place)))
                return file;
            // A folder of its path has become a link meanwhile.
            file.Dispose();
            throw Outside(path);
        });
    }

    /// <summary>
    /// Writes a file as a whole: it has all of its bytes at once, or is as before where writing them fails.
    /// </summary>
    public void Write(string path, Action<Stream> write)
    {
        var place = Resolve(path);
        if (Directory.Exists(place))
            throw Fault.Io($"{path}: is a directory");
        Attempt(path, () =>
        {
            using var held = Hold(place, path);
            var draft = $"{held.Path}.{Guid.NewGuid():N}.draft";
            try
            {
                using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                    write(file);
                File.Move(draft, held.Path, overwrite: true);
            }
            catch
            {
                File.Delete(draft);
                throw;
            }

            return true;
        });
    }

    /// <summary>Makes a folder, and those that it is in.</summary>
    public void MakeFolder(string path)
    {
        var place = Resolve(path);
        Attempt(path, () => Directory.CreateDirectory(place));
    }

    /// <summary>Removes a file or a folder with all that it has.</summary>
    public void Remove(string path)
    {
        var place = Resolve(path);
        Attempt(path, () =>
        {
            using var held = Hold(place, path);
            if (Directory.Exists(held.Path))
                Directory.Delete(held.Path, recursive: true);
            else
                File.Delete(held.Path);
            return true;
        });
    }

    public bool HasFile(string path) => File.Exists(Resolve(path));

    /// <summary>The bytes that a file has.</summary>
    public long Size(string path)
    {
        using var file = Open(path);
        return file.Length;
    }

    /// <summary>The names in a folder, in the order of their bytes.</summary>
    public IReadOnlyList<string> List(Budget budget, string path)
    {
        var place = Resolve(path);
        if (File.Exists(place))
            throw Fault.Io($"{path}: Not a directory");
        return Attempt(path, () =>
        {
            var names = new List<string>();
            foreach (var entry in Directory.EnumerateFileSystemEntries(place))
            {
                budget.Charge(Path.GetFileName(entry).Length, sizeof(char));
                names.Add(Path.GetFileName(entry));
            }

            names.Sort(StringComparer.Ordinal);
            return names;
        });
    }

    /// <summary>Holds a place that is to be changed where it has been found.</summary>
    private HeldPlace Hold(string place, string path)
    {
        var held = new HeldPlace(place);
        if (Contains(held.Folder ?? Follow(Path.GetDirectoryName(place)!)))
            return held;
        held.Dispose();
        throw Outside(path);
    }

    private static byte[] Read(Budget budget, FileStream file, string path)
    {
        if (file.Length > Array.MaxLength)
            throw Fault.Limit($"{path}: more than 2 GB");
        budget.Charge(file.Length);
        var bytes = GC.AllocateUninitializedArray<byte>((int)file.Length);
        for (var end = 0; end < bytes.Length;)
        {
            budget.Check();
            var read = file.Read(bytes, end, Math.Min(BlockSize, bytes.Length - end));
            if (read == 0)
                throw Fault.Io($"{path}: cut off while it is read");
            end += read;
        }

        return bytes;
    }

    private static RayfallException Outside(string path) => new("access", $"{path}: outside of the granted folder");

    private static T Attempt<T>(string path, Func<T> attempt)
    {
        try
        {
            return attempt();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Fault.Io($"{path}: No such file or directory");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The system's own words name places outside of what the request knows.
            throw Fault.Io($"{path}: cannot be read or written");
        }
    }

    /// <summary>A full path without links and dots, as far as it exists.</summary>
    private static string Follow(string path)
    {
        var place = Path.GetPathRoot(path)!;
        var left = new Stack<string>(Parts(path).Reverse());
        for (var links = 0; left.TryPop(out var part);)
        {
            if (part == "..")
            {
                place = Path.GetDirectoryName(place) ?? place;
                continue;
            }

            var next = Path.Combine(place, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                place = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException("too many links");
            if (Path.IsPathRooted(target))
            {
                target = Path.GetFullPath(target, place);
                place = Path.GetPathRoot(target)!;
            }

            foreach (var step in Parts(target).Reverse())
                left.Push(step);
        }

        return place;
    }

    private static IEnumerable<string> Parts(string path) =>
        path[Path.GetPathRoot(path)!.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != ".");

    private bool Contains(string place)
    {
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return place.Equals(_root, comparison)
            || (place.StartsWith(_root, comparison)
                && (Path.EndsInDirectorySeparator(_root) || place[_root.Length] == Path.DirectorySeparatorChar));
    }
}

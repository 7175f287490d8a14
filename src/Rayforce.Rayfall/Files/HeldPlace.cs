using Microsoft.Win32.SafeHandles;

namespace Rayforce.Rayfall.Files;

/// <summary>
/// A place by way of its folder, which is held open where the system lets files be found by that: whatever the path of
/// the folder comes to mean meanwhile, the place stays in it.
/// </summary>
internal sealed class HeldPlace : IDisposable
{
    private readonly SafeFileHandle? _folder;

    /// <summary>Holds the folder of a place.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public HeldPlace(string place)
    {
        Path = place;
        if (!OperatingSystem.IsLinux() || System.IO.Path.GetDirectoryName(place) is not { } folder)
            return;
        _folder = OpenedFile.Hold(folder);
        Path = System.IO.Path.Combine(OpenedFile.GetName(_folder), System.IO.Path.GetFileName(place));
    }

    /// <summary>Where to find it.</summary>
    public string Path { get; }

    /// <summary>Where its folder lies, without links; null where the system does not say.</summary>
    public string? Folder => _folder is null ? null : OpenedFile.GetPath(_folder);

    public void Dispose() => _folder?.Dispose();
}

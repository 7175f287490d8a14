using System.Runtime.InteropServices.JavaScript;

namespace Rayforce.Console.Browser;

/// <summary>What the browser keeps, downloads and shows of the page as a whole.</summary>
internal static partial class Page
{
    /// <summary>The server that the page is from.</summary>
    [JSImport("serverUrl", Widgets.Module)]
    public static partial string GetServerUrl();

    /// <summary>Whether that server answers at all, whomever it lets in.</summary>
    [JSImport("isAlive", Widgets.Module)]
    public static partial Task<bool> IsAliveAsync();

    /// <summary>What was kept under a name; null for nothing.</summary>
    [JSImport("load", Widgets.Module)]
    public static partial string? Load(string key);

    /// <summary>Keeps a text in this browser.</summary>
    [JSImport("save", Widgets.Module)]
    public static partial void Save(string key, string text);

    /// <summary>Colours the page: <c>dark</c>, <c>light</c>, or nothing for what the system wants.</summary>
    [JSImport("setTheme", Widgets.Module)]
    public static partial void SetTheme(string name);

    /// <summary>What stands behind the <c>#</c> of the address.</summary>
    [JSImport("getHash", Widgets.Module)]
    public static partial string GetHash();

    /// <summary>The address of the page with a text behind it.</summary>
    [JSImport("getUrl", Widgets.Module)]
    public static partial string GetUrl(string hash);

    /// <summary>Puts a text on the clipboard.</summary>
    /// <returns>Whether the browser allows that.</returns>
    [JSImport("copy", Widgets.Module)]
    public static partial Task<bool> CopyAsync(string text);

    /// <summary>Adds to what is downloaded next.</summary>
    [JSImport("addPart", Widgets.Module)]
    public static partial void AddPart(string text);

    /// <summary>Downloads what has been added.</summary>
    [JSImport("download", Widgets.Module)]
    public static partial void Download(string name, string type);

    /// <summary>Has somebody choose a file, and gives its text.</summary>
    [JSImport("chooseFile", Widgets.Module)]
    public static partial void ChooseFile(
        string accept, [JSMarshalAs<JSType.Function<JSType.String>>] Action<string> taken);

    /// <summary>Has an element take the keys.</summary>
    [JSImport("focusElement", Widgets.Module)]
    public static partial void Focus(string id);
}

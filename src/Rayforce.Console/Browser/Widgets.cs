using System.Runtime.InteropServices.JavaScript;

namespace Rayforce.Console.Browser;

/// <summary>The module with everything that is done in JavaScript.</summary>
internal static class Widgets
{
    /// <summary>What the module is called where it is imported.</summary>
    public const string Module = "console";

    /// <summary>Loads it; before that nothing of it can be called.</summary>
    public static async Task LoadAsync()
    {
        await JSHost.ImportAsync(Module, "../console.js");
        Editors.UseRayfall();
    }
}

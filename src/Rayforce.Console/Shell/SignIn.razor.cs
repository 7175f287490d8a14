using Microsoft.AspNetCore.Components;
using Rayforce.Console.Browser;

namespace Rayforce.Console.Shell;

/// <summary>Asks for the password of the server; the page forgets it when it is left.</summary>
public sealed partial class SignIn
{
    private string _password = "";
    private bool _isBusy;

    /// <summary>Why it is asked for.</summary>
    [Parameter]
    public string? Trouble { get; set; }

    /// <summary>Told what was entered.</summary>
    [Parameter]
    public EventCallback<string> Entered { get; set; }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            Page.Focus("password");
    }

    private async Task SubmitAsync()
    {
        _isBusy = true;
        try
        {
            await Entered.InvokeAsync(_password);
        }
        finally
        {
            _isBusy = false;
        }
    }
}

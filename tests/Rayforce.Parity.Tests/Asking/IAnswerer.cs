namespace Rayforce.Parity.Tests.Asking;

/// <summary>An engine with one environment, which is asked one source after another.</summary>
internal interface IAnswerer
{
    Reply Ask(string source);

    /// <summary>Begins anew with an empty environment.</summary>
    void Restart();
}

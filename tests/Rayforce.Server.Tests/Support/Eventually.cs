using System.Diagnostics;

namespace Rayforce.Server.Tests.Support;

/// <summary>Waits for what happens on the other side without an event to wait for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task HoldsAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition() && waited.Elapsed < Patience)
            await Task.Delay(10);
        Assert.True(condition());
    }

    public static async Task<T> SucceedsAsync<T>(Func<Task<T>> action)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await action();
            }
            catch (RayforceException) when (waited.Elapsed < Patience)
            {
                await Task.Delay(10);
            }
        }
    }
}

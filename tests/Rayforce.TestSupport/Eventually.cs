using System.Diagnostics;

namespace Rayforce.TestSupport;

/// <summary>Waits for what happens on the other side without an event to wait for.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task HoldsAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition() && waited.Elapsed < Patience)
            await Task.Delay(10);
        Assert.True(condition());
    }

    /// <summary>As for a condition that is known at once.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Patience);
            await Task.Delay(10);
        }
    }

    /// <summary>Tries again for as long as an action fails; the last failure is the caller's.</summary>
    public static async Task<T> SucceedsAsync<T>(Func<Task<T>> action)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await action();
            }
            catch (Exception) when (waited.Elapsed < Patience)
            {
                await Task.Delay(10);
            }
        }
    }
}

using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Gateway.Support;

namespace Rayforce.Server.Tests;

[Collection(AloneCollection.Name)]
public class PoolThreadsTests
{
    [Fact]
    public void What_the_pool_does_not_take_is_not_taken_from_it_later()
    {
        ThreadPool.GetMinThreads(out var before, out _);
        ThreadPool.GetMaxThreads(out var most, out _);

        PoolThreads.Hold(1);
        PoolThreads.Hold(most);
        ThreadPool.GetMinThreads(out var all, out _);
        Assert.Equal(most, all);
        PoolThreads.Hold(-most);
        ThreadPool.GetMinThreads(out var one, out _);
        Assert.Equal(before + 1, one);
        PoolThreads.Hold(-1);
        ThreadPool.GetMinThreads(out var after, out _);
        Assert.Equal(before, after);
    }
}

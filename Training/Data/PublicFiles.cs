namespace SweepCluster.Training.Data;

/// <summary>The public addresses of data sets and what their files hash to.</summary>
internal static class PublicFiles
{
    private const string FashionAddress = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
    private const string MnistAddress = "https://ossci-datasets.s3.amazonaws.com/mnist/";
    private const string CifarAddress = "https://www.cs.toronto.edu/~kriz/";

    /// <summary>The files of Fashion-MNIST; the hashes are those that <c>scripts/setup.sh</c> checks too.</summary>
    public static IReadOnlyList<RemoteFile> FashionMnist { get; } =
    [
        Fashion("train-images-idx3-ubyte.gz", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
        Fashion("train-labels-idx1-ubyte.gz", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
        Fashion("t10k-images-idx3-ubyte.gz", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
        Fashion("t10k-labels-idx1-ubyte.gz", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
    ];

    /// <summary>The files of MNIST, at the mirror of PyTorch's torchvision and with the MD5s that it checks.</summary>
    public static IReadOnlyList<RemoteFile> Mnist { get; } =
    [
        Packed(MnistAddress, "train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
        Packed(MnistAddress, "train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432"),
        Packed(MnistAddress, "t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3"),
        Packed(MnistAddress, "t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c"),
    ];

    /// <summary>The archive of CIFAR-10's binary files, with the MD5 of its authors' page.</summary>
    public static IReadOnlyList<RemoteFile> Cifar10 { get; } =
        [Packed(CifarAddress, "cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530")];

    private static RemoteFile Fashion(string name, string sha256) =>
        new(name, new Uri(FashionAddress + name), Checksum.Sha256OfUnpacked(sha256));

    private static RemoteFile Packed(string address, string name, string md5) => new(name, new Uri(address + name), Checksum.Md5(md5));
}

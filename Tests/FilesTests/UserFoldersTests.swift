import Testing

@testable import Files

@Suite struct UserFoldersTests {
    @Test(
        arguments: [
            (["HOME": "/h"], "/h/.cache/atlas"),
            (["HOME": "/h", "XDG_CACHE_HOME": "/x"], "/x/atlas"),
            (["HOME": "/h", "XDG_CACHE_HOME": "x"], "/h/.cache/atlas"),
            (["HOME": "/h", "XDG_CACHE_HOME": ""], "/h/.cache/atlas"),
            (["HOME": "/h", "XDG_CACHE_HOME": "/x", "ATLAS_CACHE": "/own"], "/own"),
            (["HOME": "/h", "ATLAS_CACHE": ""], nil),
            (["HOME": "/h", "ATLAS_CACHE": "own"], nil),
            (["XDG_CACHE_HOME": "x"], nil),
        ] as [([String: String], String?)])
    func `the cache folder is found by one rule`(_ environment: [String: String], _ folder: String?) {
        #expect(UserFolders.cache(environment) == folder)
    }

    @Test func `only a relative ATLAS_CACHE is a mistake`() {
        for fine in [[:], ["ATLAS_CACHE": ""], ["ATLAS_CACHE": "/own"]] as [[String: String]] {
            #expect(UserFolders.cacheFault(fine) == nil)
        }
        #expect(UserFolders.cacheFault(["ATLAS_CACHE": "own"])?.hasPrefix("ATLAS_CACHE: \"own\" is a relative") == true)
    }

    @Test func `the settings folder is found as the specification says`() {
        #expect(UserFolders.settings(["HOME": "/h"]) == "/h/.config/atlas")
        #expect(UserFolders.settings(["HOME": "/h", "XDG_CONFIG_HOME": "/x"]) == "/x/atlas")
        #expect(UserFolders.settings(["HOME": "/h", "XDG_CONFIG_HOME": "x"]) == "/h/.config/atlas")
    }
}

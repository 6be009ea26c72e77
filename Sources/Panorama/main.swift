print("panorama")
